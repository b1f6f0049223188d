import { readdirSync, readFileSync } from 'node:fs'

const read = (path) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // The process or thread has ended.
  }
}

const isNumber = (name) => /^\d+$/.test(name)

/** @returns ids of the workerd processes that this process started */
const findWorkerd = () =>
  readdirSync('/proc')
    .filter(isNumber)
    .filter((pid) => {
      const [, name, parent] = /^\d+ \((.*)\) \S (\d+)/.exec(read(`/proc/${pid}/stat`)) ?? []
      return name === 'workerd' && Number(parent) === process.pid
    })

let pids

const threads = (pid) => {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

/**
 * CPU time that workerd has used so far, in ms; NaN without /proc. Other load on the machine changes it less than a rate.
 */
export const workerdCpuMs = () => {
  if (process.platform !== 'linux') return Number.NaN
  pids ??= findWorkerd()
  const nanoseconds = pids.flatMap((pid) =>
    threads(pid).map((thread) => Number(read(`/proc/${pid}/task/${thread}/schedstat`).split(' ')[0])),
  )
  return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e6
}
