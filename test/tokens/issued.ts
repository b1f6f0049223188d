import { env } from 'cloudflare:workers'
import { upgradeKeys } from '../../src/auth/keys.ts'
import { makeUpgrade } from '../../src/factors/passkeys/upgrade.ts'
import { readConfig } from '../../src/http/config.ts'
import { previewPath } from '../../src/lookup/preview.ts'
import { linkTo, mailbox, planRemoval } from '../mail/mails.ts'
import { makeLink } from '../recovery/flows.ts'
import { sessionIdOf } from '../request-makers.ts'
import { boundDevice, challengeFor, newDevice, proofOf } from '../sessions/binding/device.ts'
import { cookiesOf } from '../sessions/browser.ts'
import { insertKey } from '../support/api-keys.ts'
import { api, dataOf } from '../support/client.ts'
import { addFactors, mfaTokenOf } from '../support/factors.ts'
import { hide } from '../support/logs.ts'
import { signedIn } from '../support/makers.ts'
import { addPasskey, creationOptions, newOwner, requestOptions, signUpOptions } from '../support/passkeys.ts'

/** A user with TOTP, one with a passkey and no TOTP, one who signs up, and two browsers with device-bound sessions. */
export const makeOwners = async () => {
  const [careful, plain] = [await signedIn(), await signedIn()]
  const { authenticator } = await addPasskey(plain)
  await planRemoval(careful.user.id)
  return {
    careful,
    factors: await addFactors(careful),
    plain,
    authenticator,
    newcomer: newOwner(),
    device: await newDevice(),
    bound: await boundDevice(),
    box: mailbox(),
  }
}

export type Owners = Awaited<ReturnType<typeof makeOwners>>

/** The cookies that a sign-in with a second factor leaves in a browser. */
const browserOf = async ({ careful, factors }: Owners) => {
  const body = {
    mfa_token: await mfaTokenOf(careful.user),
    code: factors.recoveryCodes[0],
    trust_device: true,
  }
  const cookies = cookiesOf(await api.post('/users/login/mfa', { body }))
  const value = (name: string) => cookies[name]?.value ?? ''
  return { trusted: value('__Host-trusted'), device: value('__Host-device') }
}

const stepUp = async ({ plain }: Owners) => {
  const response = await api.post('/users/step-up', { as: plain, body: { action: 'add_totp' } })
  return (await dataOf(response)).options.challenge
}

const downloadOf = async ({ plain }: Owners) =>
  (await dataOf(await api.post('/users/download-tokens', { as: plain }))).token

/** Makes a token of each kind. All are valid, and none has been used. */
export const issueAll = async (owners: Owners) => {
  const { careful, factors, plain, newcomer, device, bound, box } = owners
  const { trusted, device: mark } = await browserOf(owners)
  const preview = await previewPath(readConfig(env), 'open_library', '1001', new Date())
  const tokens = {
    access: plain.access_token,
    apiKey: await insertKey(plain.user.id, ['books:read']),
    refresh: plain.refresh_token,
    download: await downloadOf(owners),
    device: mark,
    trusted,
    mfa: await mfaTokenOf(careful.user),
    code: await factors.code(),
    recoveryCode: factors.recoveryCodes[1] ?? '',
    signUp: (await makeLink.sign_up(box)).token,
    verifyEmail: await linkTo(plain.user, 'verify_email'),
    changeEmail: (await makeLink.change_email(box)).token,
    resetPassword: await linkTo(plain.user, 'reset_password'),
    keepFactors: await linkTo(careful.user, 'keep_factors'),
    registrationChallenge: (await creationOptions(plain)).challenge as string,
    signInChallenge: (await requestOptions()).challenge as string,
    signUpChallenge: (await signUpOptions(newcomer)).challenge as string,
    stepUpChallenge: (await stepUp(owners)) as string,
    upgrade: await makeUpgrade(await upgradeKeys(readConfig(env)), sessionIdOf(plain), new Date()),
    bindingChallenge: device.challenge,
    boundChallenge: await challengeFor(bound),
    deviceProof: await proofOf(bound.pair, 'A'.repeat(75)),
    binding: bound.identifier,
    bound: bound.bound,
    preview: preview.split('/').at(-1) ?? '',
  }
  // A TOTP code has six digits: other numbers of a log may have them too.
  hide(...Object.values({ ...tokens, code: undefined }))
  return tokens
}

export type Kind = keyof Awaited<ReturnType<typeof issueAll>>
