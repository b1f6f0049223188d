import { env } from 'cloudflare:workers'
import { onTestFinished, vi } from 'vitest'
import { openDatabase } from '../../src/db/client.ts'
import { maintain } from '../../src/maintenance.ts'

/** A clock on which 40 seconds pass between two questions: each part of a run has time for one step. */
export const steppingClock = () => {
  let now = 0
  return () => {
    now += 40_000
    return now
  }
}

type Options = Parameters<typeof maintain>[3]

/** Runs the clean-up as the cron trigger does, with some bindings replaced. */
export const runAt = (now: Date, options?: Options, bindings: Partial<Env> = {}) => {
  const { DB, COVERS } = { ...env, ...bindings }
  return maintain(openDatabase(DB), COVERS, now, options)
}

interface Report {
  failures: number
  durationMs: number
  counts: Record<string, number>
  backlog?: Record<string, number>
}

/** Runs the clean-up. @returns the last line of its log; a failed run is no error */
export const reportOfRun = async (...args: Parameters<typeof runAt>): Promise<Report> => {
  const info = vi.spyOn(console, 'info')
  onTestFinished(() => info.mockRestore())
  await runAt(...args).catch(() => undefined)
  const lines = info.mock.calls.map(([line]) => JSON.parse(String(line)))
  info.mockRestore()
  return lines.findLast(({ event }) => event === 'maintenance_done')
}
