import { type DeviceKey, verifyDeviceProof } from '../../auth/device-proofs.ts'
import { bindingKeys, boundKeys, challengeKeys } from '../../auth/keys.ts'
import { factory, type RequestContext } from '../../http/env.ts'
import { ApiError } from '../../http/errors.ts'
import { logEvent } from '../../http/log.ts'
import { limitBursts } from '../../http/rate-limit.ts'
import { readUserAgent } from '../../http/user-agent.ts'
import { boundCookie, setBoundCookie } from '../cookies.ts'
import { bindingContract, bindingRefreshContract } from './contract.ts'
import { binding, provingKey } from './statements.ts'
import { openChallenge, openIdentifier, sealBound, sealChallenge, sealIdentifier } from './tokens.ts'

/** The value of a header that is a string of RFC 9651, with its quotes or without. */
const readString = (c: RequestContext, name: string): string | undefined =>
  c.req.header(name)?.replace(/^"(.*)"$/, '$1')

/** Sets the bound cookie. @returns the session instructions */
const present = async (c: RequestContext, sessionId: string, key: DeviceKey, now: Date): Promise<string> => {
  const { config } = c.var
  setBoundCookie(c, await sealBound(await boundKeys(config), sessionId, now))
  const { hostname: domain } = new URL(config.publicUrl)
  return JSON.stringify({
    session_identifier: await sealIdentifier(await bindingKeys(config), sessionId, key),
    refresh_url: '/users/sessions/binding/refresh',
    // Only a refresh waits for the cookie. The last rule that matches counts.
    scope: {
      origin: config.publicUrl,
      include_site: false,
      scope_specification: [
        { type: 'exclude', domain, path: '/' },
        { type: 'include', domain, path: '/users/refresh' },
      ],
    },
    credentials: [{ type: 'cookie', ...boundCookie }],
  })
}

/** 403 asks the browser to sign. Every other 4xx would end its side of the session. */
const challengeAgain = async (c: RequestContext, identifier: string, sessionId: string, now: Date) => {
  const challenge = await sealChallenge(await challengeKeys(c.var.config), sessionId, now)
  const headers = { 'Secure-Session-Challenge': `"${challenge}";id="${identifier}"` }
  return new ApiError('device_challenge', { headers })
}

// At 429 as well the browser would end its side of the session, and the reader would have to sign in again.
const limitProofs = limitBursts('REFRESH_LIMIT', undefined, 'service_unavailable')

export const sessionBinding = factory
  .createApp()

  .post('/sessions/binding', bindingContract, limitBursts('REFRESH_LIMIT'), async (c) => {
    const response = readString(c, 'Secure-Session-Response')
    if (response === undefined) throw new ApiError('missing_token')
    const now = new Date()
    const proof = await verifyDeviceProof(response, undefined)
    const challenge = proof && (await openChallenge(await challengeKeys(c.var.config), proof.challenge, now))
    if (!proof || !challenge) throw new ApiError('invalid_token')
    const { sessionId, at: number } = challenge
    const { key } = proof
    const { bound } = await c.var.db.batch(binding({ sessionId, key, number }, readUserAgent(c), now))
    if (bound.length === 0) throw new ApiError('invalid_token')
    logEvent('info', 'session_bound', { requestId: c.var.requestId, sessionId })
    return c.var.respond(200, await present(c, sessionId, key, now), { 'Content-Type': 'application/json' })
  })

  .post('/sessions/binding/refresh', bindingRefreshContract, limitProofs, async (c) => {
    const identifier = readString(c, 'Sec-Secure-Session-Id')
    if (identifier === undefined) throw new ApiError('missing_token')
    const now = new Date()
    const named = await openIdentifier(await bindingKeys(c.var.config), identifier)
    if (!named) throw new ApiError('invalid_token')
    const { sessionId, key } = named
    const response = readString(c, 'Secure-Session-Response')
    if (response === undefined) throw await challengeAgain(c, identifier, sessionId, now)
    const proof = await verifyDeviceProof(response, key)
    if (!proof) throw new ApiError('invalid_token')
    const challenge = await openChallenge(await challengeKeys(c.var.config), proof.challenge, now)
    if (challenge?.sessionId !== sessionId) throw await challengeAgain(c, identifier, sessionId, now)
    const { proven, live } = await c.var.db.batch(provingKey({ sessionId, key, number: challenge.at }, now))
    if (live.length === 0) throw new ApiError('invalid_token')
    if (proven.length === 0) throw await challengeAgain(c, identifier, sessionId, now)
    return c.var.respond(200, await present(c, sessionId, key, now), { 'Content-Type': 'application/json' })
  })
