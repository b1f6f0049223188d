import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { on, once } from 'node:events'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('host.mjs', import.meta.url))

const readUntil = async (stream, end) => {
  let text = ''
  for await (const [chunk] of on(stream, 'data')) {
    text += chunk
    if (text.endsWith(end)) return text.slice(0, -end.length)
  }
}

/** Starts a process that runs deploys, one at a time. */
export const startHost = () => {
  const child = fork(script, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  let last = Promise.resolve()
  const runNow = async (job) => {
    const end = randomUUID()
    const results = [once(child, 'message'), readUntil(child.stdout, end), readUntil(child.stderr, end)]
    child.send({ ...job, end })
    const [[status], stdout, stderr] = await Promise.all(results)
    return { status, output: `${stdout}${stderr}` }
  }
  /** @param {{ cwd: string, env: Record<string, string>, args: string[] }} job */
  const run = (job) => {
    last = last.then(() => runNow(job))
    return last
  }
  return { run, stop: () => child.kill() }
}
