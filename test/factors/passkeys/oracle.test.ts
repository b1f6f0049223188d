import { env } from 'cloudflare:workers'
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import fc from 'fast-check'
import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import { algorithms } from '../../../src/factors/passkeys/cose-key.ts'
import { userHandle } from '../../../src/factors/passkeys/user-handle.ts'
import { verifyAssertion } from '../../../src/factors/passkeys/verify-assertion.ts'
import { type NewCredential, verifyRegistration } from '../../../src/factors/passkeys/verify-registration.ts'
import { readConfig } from '../../../src/http/config.ts'
import {
  type Faults,
  newAuthenticator,
  type TestAlgorithm,
  type TestAuthenticator,
} from '../../support/authenticator.ts'
import { repetitions } from '../../support/repetitions.ts'

// The library is too large for the bundle of the Worker (docs/decisions/057). Here it judges the same passkeys.

const config = readConfig(env)
const challenge = 'cGFzc2tleS1jaGFsbGVuZ2UtZm9yLXRoZS1vcmFjbGU'
const userId = uuidv7()
const expected = {
  expectedChallenge: challenge,
  expectedOrigin: env.PUBLIC_URL,
  expectedRPID: new URL(env.PUBLIC_URL).hostname,
  requireUserVerification: true,
}

const toBytes = (text: string) => Uint8Array.fromBase64(text, { alphabet: 'base64url' })
const toText = (bytes: Uint8Array) => bytes.toBase64({ alphabet: 'base64url', omitPadding: true })

/** @returns whether `verify` ends with a verified passkey; the library throws for most others */
const isVerified = async (verify: Promise<{ verified: boolean }>) => {
  try {
    return (await verify).verified
  } catch {
    return false
  }
}

type Made = Awaited<ReturnType<TestAuthenticator['create']>>
type Used = Awaited<ReturnType<TestAuthenticator['get']>>

const judgeRegistration = async (made: Made) => ({
  ours: await verifyRegistration(config, made, { challenge, isAutomatic: false }),
  library: await isVerified(
    verifyRegistrationResponse({
      ...expected,
      response: { ...made, clientExtensionResults: {} },
      supportedAlgorithmIDs: Object.values(algorithms),
    }),
  ),
})

const judgeAssertion = async (used: Used, { credentialId, publicKey }: NewCredential) => {
  const { userHandle: handle, ...response } = used.response
  return {
    ours: await verifyAssertion(config, used, { passkey: { userId, credentialId, publicKey }, challenge }),
    library: await isVerified(
      verifyAuthenticationResponse({
        ...expected,
        response: {
          ...used,
          response: { ...response, ...(handle && { userHandle: handle }) },
          clientExtensionResults: {},
        },
        credential: { id: credentialId, publicKey: toBytes(publicKey), counter: 0 },
      }),
    ),
  }
}

interface Damage {
  at: number
  kind: 'cut' | 'longer' | 'changed'
  by: number
}

const damage: fc.Arbitrary<Damage> = fc.record({
  at: fc.nat(2000),
  kind: fc.constantFrom('cut', 'longer', 'changed', 'changed'),
  by: fc.integer({ min: 1, max: 255 }),
})

const damaged = (text: string, { at, kind, by }: Damage): string => {
  const bytes = toBytes(text)
  const index = at % bytes.length
  if (kind === 'cut') return toText(bytes.slice(0, index))
  if (kind === 'longer') return toText(new Uint8Array([...bytes, by]))
  return toText(bytes.map((byte, at) => (at === index ? byte ^ by : byte)))
}

const newPasskey = async (algorithm: TestAlgorithm) => {
  const authenticator = await newAuthenticator(algorithm)
  const registration = await authenticator.create({ challenge, user: { id: userHandle(userId) } })
  return { authenticator, registration }
}

const faults: Faults[] = [
  {},
  { type: 'webauthn.create' },
  { type: 'webauthn.get' },
  { type: 'payment.get' },
  { challenge: 'b3RoZXI' },
  { challenge: '' },
  { origin: 'https://bookplate.example.evil.test' },
  { origin: `${env.PUBLIC_URL}/` },
  { origin: 'null' },
  { rpId: 'evil.test' },
  { rpId: '' },
  { flags: 0x40 },
  { flags: 0x41 },
  { flags: 0x44 },
  { flags: 0x00 },
  { flags: 0x01 },
  { flags: 0x04 },
  { flags: 0x05 },
  { flags: 0x15 },
  { flags: 0x1d },
  { flags: 0x5d },
  { flags: 0x85 },
  { extensions: new Map([['credProps', true]]) },
]

describe.each<TestAlgorithm>(['ES256', 'EdDSA', 'RS256'])('passkeys of %s', (algorithm) => {
  it('are accepted and rejected as a kept library does', async () => {
    for (const fault of faults) {
      const { authenticator, registration } = await newPasskey(algorithm)
      const made = await authenticator.create({ challenge, user: { id: userHandle(userId) } }, fault)
      const added = await judgeRegistration(made)
      expect.soft([fault, added.ours !== undefined]).toEqual([fault, added.library])
      const { ours } = await judgeRegistration(registration)
      if (!ours) throw new Error('a valid passkey was rejected')
      const used = await judgeAssertion(await authenticator.get({ challenge }, fault), ours)
      expect.soft([fault, used.ours !== undefined]).toEqual([fault, used.library])
    }
  })

  it('are never accepted damaged, unless the library does as well', async () => {
    const { authenticator, registration } = await newPasskey(algorithm)
    const { ours } = await judgeRegistration(registration)
    if (!ours) throw new Error('a valid passkey was rejected')
    const assertion = await authenticator.get({ challenge })
    const registrationPart = fc.constantFrom('clientDataJSON', 'attestationObject')
    const assertionPart = fc.constantFrom('clientDataJSON', 'authenticatorData', 'signature')
    await fc.assert(
      fc.asyncProperty(registrationPart, damage, async (part, by) => {
        const response = { ...registration.response, [part]: damaged(registration.response[part], by) }
        const added = await judgeRegistration({ ...registration, response })
        if (added.ours) expect(added.library).toBe(true)
      }),
      { numRuns: repetitions(40, 5000) },
    )
    await fc.assert(
      fc.asyncProperty(assertionPart, damage, async (part, by) => {
        const response = { ...assertion.response, [part]: damaged(assertion.response[part], by) }
        const used = await judgeAssertion({ ...assertion, response }, ours)
        if (used.ours) expect(used.library).toBe(true)
      }),
      { numRuns: repetitions(40, 5000) },
    )
  })
})
