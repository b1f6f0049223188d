import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { actions } from '../../../src/factors/proof/actions.ts'
import { api, dataOf, errorOf } from '../../support/client.ts'
import { addFactors } from '../../support/factors.ts'
import { signedIn } from '../../support/makers.ts'

const countChallenges = () => env.DB.prepare('select count(*) as n from challenges').first<number>('n')

describe('POST /users/step-up', () => {
  it.each(actions)('tells the kinds of proof: %s', async (action) => {
    const as = await signedIn()
    const before = await countChallenges()
    expect(await dataOf(await api.post('/users/step-up', { as, body: { action } }))).toEqual({
      options: null,
      methods: ['password'],
      expires_in: 300,
    })
    expect(await countChallenges()).toBe(before)
  })

  it('asks for a code as well with TOTP', async () => {
    const as = await signedIn()
    await addFactors(as)
    const response = await api.post('/users/step-up', { as, body: { action: 'remove_totp', target: '' } })
    expect((await dataOf(response)).methods).toEqual(['password_and_code'])
  })

  it.each([
    {},
    { action: 'x' },
    { action: 'add_totp', target: 'x'.repeat(1001) },
    { action: 'add_totp', x: 1 },
  ])('rejects %j', async (body) => {
    const response = await api.post('/users/step-up', { as: await signedIn(), body })
    expect(await errorOf(response)).toEqual([400, 'invalid_input'])
  })
})
