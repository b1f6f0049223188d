import { beforeEach, describe, expect, it } from 'vitest'
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

// Only those that never end: the others are decided without a clock.
const settingsFor = (word: string) =>
  word === 'hanging' || word === 'stalled' ? { LOOKUP_TIME_LIMIT_MS: '50' } : {}

describe.each(cases)('a provider that misbehaves: %s', (word, reason) => {
  it('is no response if both do', async () => {
    const response = await lookUp(await signedIn(), { q: `${word} book` }, settingsFor(word))
    expect(await errorOf(response)).toEqual([503, 'lookup_unavailable'])
    expect(failures()).toEqual([reason, reason])
  })

  it('is not asked for more if the second knows the book', async () => {
    const response = await lookUp(
      await signedIn(),
      { q: `first ${word}` },
      { LOOKUP_TIME_LIMIT_MS: '5000', ...settingsFor(word) },
    )
    expect(response.status).toBe(200)
    expect(await dataOf(response)).toMatchObject([{ title: 'Dracula', source: 'google_books' }])
    expect(failures()).toEqual([reason])
  })
})
