import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { root } from '../dev/paths.mjs'

const runtimeFile = new URL('./runtime.mjs', import.meta.url).pathname
const startTimeoutMs = 120_000

/** @returns a port that is free now. It stays the same over all restarts: `PUBLIC_URL` has it. */
export const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

const readProc = (path) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // No /proc, or the process has ended.
  }
}

/** @returns the resident memory of workerd below process `parent`, in MB; NaN without /proc */
const workerdMb = (parent) => {
  if (process.platform !== 'linux') return Number.NaN
  const pid = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .find((pid) => readProc(`/proc/${pid}/stat`).startsWith(`${pid} (workerd) `) && parentOf(pid) === parent)
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readProc(`/proc/${pid}/status`))?.[1]) / 1024
}
const parentOf = (pid) => Number(/^PPid:\s+(\d+)/m.exec(readProc(`/proc/${pid}/status`))?.[1])

/**
 * Starts the Worker in a process group of its own.
 * @param {{ bundle: string, folder: string, port: number, vars: Record<string, string> }} options
 */
export const startService = async ({ bundle, folder, port, vars }) => {
  const settings = JSON.stringify({ bundle, storage: join(folder, 'storage'), port, vars })
  const log = openSync(join(folder, 'worker.log'), 'a')
  const child = spawn(process.execPath, [runtimeFile, settings], {
    cwd: root,
    // With a group of its own, one signal reaches workerd as well.
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  })
  const waiting = new Map()
  const fail = (reason) => {
    for (const { reject } of waiting.values()) reject(new Error(reason))
    waiting.clear()
  }
  const expect = (number) => {
    const { promise, resolve, reject } = Promise.withResolvers()
    waiting.set(number, { resolve, reject })
    return promise
  }
  child.on('message', ({ number, result, problem }) => {
    const { resolve, reject } = waiting.get(number) ?? {}
    waiting.delete(number)
    if (problem) reject?.(new Error(problem))
    else resolve?.(result)
  })
  const killGroup = () => {
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch (error) {
      if (error.code !== 'ESRCH') throw error
    }
  }
  process.on('exit', killGroup)
  const closed = once(child, 'close').then(() => {
    process.off('exit', killGroup)
    fail('The Worker stopped. The reason is in worker.log.')
  })

  const timer = setTimeout(killGroup, startTimeoutMs)
  await expect(0).finally(() => clearTimeout(timer))

  let number = 0
  const ask = (command, ...values) => {
    number += 1
    const result = expect(number)
    child.send({ number, command, values })
    return result
  }
  return {
    insert: (sql, ...values) => ask('insert', sql, ...values),
    /** For statements that can be repeated. */
    query: (sql, ...values) => ask('query', sql, ...values),
    listFiles: () => ask('listFiles'),
    /** Runs the cron trigger at `time`. */
    maintain: (time) => ask('maintain', time.getTime()),
    memoryMb: () => workerdMb(child.pid),
    /** `kill -9`, for the process and workerd at once. */
    kill: async () => {
      killGroup()
      await closed
    },
  }
}
