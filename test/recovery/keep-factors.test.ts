import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { linkTo, mailbox, planRemoval } from '../mail/mails.ts'
import { errorOf } from '../support/client.ts'
import { newUser } from '../support/makers.ts'
import { type Box, eventsOf, post, reset, verify } from './flows.ts'

const invalid = [400, 'invalid_link']
const stop = (box: Box, token: string) => post(box, '/users/factor-removal/stop', { token })
const removalOf = (id: string) =>
  env.DB.prepare('select * from factor_removals where user_id = ?').bind(id).first()

const planned = async () => {
  const user = await newUser()
  await planRemoval(user.id)
  return { user, token: await linkTo(user, 'keep_factors') }
}

describe('the link that keeps the factors', () => {
  it('stops the removal without a session, once', async () => {
    const box = mailbox()
    const { user, token } = await planned()
    const responses = await Promise.all(Array.from({ length: 5 }, () => stop(box, token)))
    expect(responses.map(({ status }) => status).toSorted()).toEqual([204, 400, 400, 400, 400])
    expect(await removalOf(user.id)).toBeNull()
    expect(await eventsOf(user.id)).toEqual(['factor_removal_stopped'])
  })

  it('works after the password has changed: a thief could change it', async () => {
    const { user, token } = await planned()
    await env.DB.prepare('update users set password_version = 2 where id = ?').bind(user.id).run()
    expect((await stop(mailbox(), token)).status).toBe(204)
  })

  it('works after the owner, or a thief, reset the password by mail', async () => {
    const box = mailbox()
    const { user, token } = await planned()
    expect((await reset(box, await linkTo(user, 'reset_password'))).status).toBe(204)
    expect((await stop(box, token)).status).toBe(204)
    expect(await removalOf(user.id)).toBeNull()
  })

  it('does not work for other purposes, expired, or for an account that is disabled', async () => {
    const box = mailbox()
    const { user, token } = await planned()
    for (const response of [await verify(box, token), await reset(box, token)])
      expect(await errorOf(response)).toEqual(invalid)
    for (const purpose of ['verify_email', 'reset_password'] as const)
      expect(await errorOf(await stop(box, await linkTo(user, purpose)))).toEqual(invalid)
    await env.DB.prepare('update users set disabled_at = 1 where id = ?').bind(user.id).run()
    expect(await errorOf(await stop(box, token))).toEqual(invalid)
    await env.DB.prepare('update users set disabled_at = null where id = ?').bind(user.id).run()
    await env.DB.prepare('update mailed_links set expires_at = 1 where user_id = ?').bind(user.id).run()
    expect(await errorOf(await stop(box, token))).toEqual(invalid)
    expect(await removalOf(user.id)).not.toBeNull()
  })
})
