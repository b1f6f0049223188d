import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { overriding } from '../books/faults.ts'
import { dataOf, request } from '../support/client.ts'
import { waitUntil } from '../support/wait-until.ts'
import { fetchWith } from '../support/worker.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => {
  vi.useRealTimers()
})

const hang = () => new Promise<never>(() => {})
const hanging: [string, Partial<Env>, object][] = [
  ['D1', { DB: overriding(env.DB, { batch: hang }) }, { d1: 'failed', r2: 'ok' }],
  ['R2', { COVERS: overriding(env.COVERS, { head: hang }) }, { d1: 'ok', r2: 'failed' }],
  [
    'D1 and R2',
    { DB: overriding(env.DB, { batch: hang }), COVERS: overriding(env.COVERS, { head: hang }) },
    { d1: 'failed', r2: 'failed' },
  ],
]

it.each(hanging)('responds within 3 s while %s hangs', async (_, bindings, checks) => {
  const sent = fetchWith(bindings, request('GET', '/health'))
  // The timers of the checks that respond are cleared.
  const count = Object.values(checks).filter((state) => state === 'failed').length
  await waitUntil(() => vi.getTimerCount() === 2 * count)
  vi.advanceTimersByTime(2999)
  const response = await sent
  expect(response.status).toBe(503)
  expect(await dataOf(response)).toMatchObject({ status: 'failed', checks })
})
