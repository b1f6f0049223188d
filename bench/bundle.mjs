import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median } from './measure.mjs'

const wrangler = (...args) => {
  const { status, stdout, stderr } = spawnSync('wrangler', args, {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error(`wrangler ${args[0]} exited with ${status}: ${stderr}`)
  return stdout
}

/** @returns the size of what a deploy would upload, in KiB */
export const measureBundle = () => {
  const sizes = /Total Upload: (?<kib>[\d.]+) KiB \/ gzip: (?<gzipKib>[\d.]+) KiB/
  const { kib, gzipKib } = sizes.exec(wrangler('deploy', '--dry-run'))?.groups ?? {}
  return { kib: Number(kib), gzipKib: Number(gzipKib) }
}

/** @returns CPU time that a new isolate takes for the Worker's own code before the first request, in ms: the median */
export const measureStart = (tries) => {
  const directory = mkdtempSync(join(tmpdir(), 'bookplate-'))
  const args = ['check', 'startup', '--outfile', join(directory, 'worker.cpuprofile')]
  const active = Array.from({ length: tries }, () =>
    Number(/Active: ([\d.]+) ms/.exec(wrangler(...args))?.[1]),
  )
  rmSync(directory, { recursive: true })
  return { tries, activeMs: median(active) }
}
