import { beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { dataOf, errorOf } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { failures, forgetBudgets, lookUp } from './looking-up.ts'

beforeEach(forgetBudgets)

const misbehaviours: Record<string, string[]> = {
  no_response: ['hanging', 'stalled'],
  too_large: ['large'],
  malformed: ['html', 'empty', 'null', 'list', 'otherjson', 'nodocs', 'wrongdocs', 'deep', 'brokenutf8'],
  status: ['servererror', 'missing'],
  rejected: ['r429', 'r429seconds', 'r429absurd', 'r429date', 'r429negative', 'r429garbage', 'r403', 'r503'],
  redirect: [
    'toaddress',
    'tometadata',
    'tohost',
    'tolookalike',
    'touser',
    'toport',
    'tofile',
    'nowhere',
    'loop',
  ],
}

const cases = Object.entries(misbehaviours).flatMap(([reason, words]) =>
  words.map((word) => [word, reason] as const),
)

const isEndless = (word: string) => word === 'hanging' || word === 'stalled'
const ending = cases.filter(([word]) => !isEndless(word))

it.each(cases)('two providers that misbehave are 503: %s', async (word, reason) => {
  const settings = isEndless(word) ? { LOOKUP_TIME_LIMIT_MS: '50' } : {}
  const response = await lookUp(await signedIn(), { q: `${word} book` }, settings)
  expect(await errorOf(response)).toEqual([503, 'lookup_unavailable'])
  expect(failures()).toEqual([reason, reason])
})

const expectDracula = async (response: Response) => {
  expect(response.status).toBe(200)
  expect(await dataOf(response)).toMatchObject([{ title: 'Dracula', source: 'google_books' }])
}

it.each(ending)('the second provider is enough if the first misbehaves: %s', async (word, reason) => {
  await expectDracula(await lookUp(await signedIn(), { q: `first ${word}` }))
  expect(failures()).toEqual([reason])
})

it('the second provider is enough if the first hangs', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })
  const send = globalThis.fetch
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    if (!String(input).startsWith('https://openlibrary.org/')) return send(input, init)
    // The time limit, which starts now, is the only timer.
    queueMicrotask(() => vi.advanceTimersToNextTimer())
    return new Promise(() => {})
  })
  await expectDracula(await lookUp(await signedIn(), { q: 'bram stoker' }))
  expect(failures()).toEqual(['no_response'])
})
