import { readFileSync } from 'node:fs'
import { withTemporaryFolder } from '../scripts/deploy/temporary.mjs'
import { wrangler } from '../scripts/deploy/wrangler.mjs'
import { median } from './measure.mjs'

const requireWrangler = async (args) => {
  const { ok, output, deployed } = await wrangler(args)
  if (!ok) throw new Error(`wrangler ${args[0]} failed: ${output}`)
  return deployed
}

const kib = (bytes) => Math.round((bytes / 1024) * 100) / 100

/** @returns the size of the Worker that a deploy would upload, in KiB */
export const measureBundle = async () => {
  const { raw_bytes, gzip_bytes } = (await requireWrangler(['deploy', '--dry-run'])).bundle_size
  return { kib: kib(raw_bytes), gzipKib: kib(gzip_bytes) }
}

/** @returns milliseconds in which a CPU profile is not idle */
const activeMs = ({ nodes, samples, timeDeltas }) => {
  const idle = nodes.find(({ callFrame }) => callFrame.functionName === '(idle)')?.id
  const active = timeDeltas.filter((_, at) => samples[at] !== idle)
  return active.reduce((sum, microseconds) => sum + microseconds, 0) / 1000
}

/** @returns the median CPU time of a new isolate before its first request, in ms */
export const measureStart = (tries) =>
  withTemporaryFolder(async ({ path }) => {
    const file = path('worker.cpuprofile')
    const active = []
    while (active.length < tries) {
      await requireWrangler(['check', 'startup', '--outfile', file])
      active.push(activeMs(JSON.parse(readFileSync(file, 'utf8'))))
    }
    return { tries, activeMs: median(active) }
  })
