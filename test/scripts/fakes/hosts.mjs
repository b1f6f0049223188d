import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { on, once } from 'node:events'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('host.mjs', import.meta.url))

const startHost = () => {
  const child = fork(script, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  const read = async (stream, end) => {
    let text = ''
    for await (const [chunk] of on(stream, 'data')) {
      text += chunk
      if (text.endsWith(end)) return text.slice(0, -end.length)
    }
  }
  const run = async (job) => {
    const end = randomUUID()
    const answers = [once(child, 'message'), read(child.stdout, end), read(child.stderr, end)]
    child.send({ ...job, end })
    const [[status], stdout, stderr] = await Promise.all(answers)
    return { status, output: `${stdout}${stderr}` }
  }
  return { run, stop: () => child.kill() }
}

/** As many processes as there are processors, each of which runs one deploy after the other. */
export const startHosts = () => {
  const hosts = Array.from({ length: availableParallelism() }, () => ({
    ...startHost(),
    last: Promise.resolve(),
  }))
  let turn = 0
  /** @param {{ cwd: string, env: Record<string, string>, args: string[] }} job */
  const run = (job) => {
    const host = hosts[turn++ % hosts.length]
    host.last = host.last.then(() => host.run(job))
    return host.last
  }
  return { run, stop: () => hosts.forEach(({ stop }) => void stop()) }
}
