import { contract } from '../../http/contract.ts'
import { proofErrors } from '../proof/proven.ts'
import { recoveryCodesMade, totpSetup } from './schema.ts'

const tag = 'Second factors'

export const totpStartContract = contract({
  id: 'startTotp',
  summary: 'Start to set up an authenticator app',
  description:
    'Makes a new secret (RFC 6238: SHA-1, 6 digits, 30 s). It is used once a code was confirmed, within 15 minutes. Needs ' +
    '`proof` of `add_totp`.',
  tag,
  responses: { 200: { message: 'Add the secret to the app, and confirm a code.', data: totpSetup } },
  errors: proofErrors,
})

export const totpConfirmationContract = contract({
  id: 'confirmTotp',
  summary: 'Confirm the authenticator app',
  description: 'From now on a sign-in needs a code. An earlier app and earlier recovery codes end.',
  tag,
  responses: { 200: { message: 'Keep the recovery codes in a safe place.', data: recoveryCodesMade } },
  errors: ['totp_not_found', 'invalid_code', 'rate_limited'],
})

export const totpRemovalContract = contract({
  id: 'removeTotp',
  summary: 'Remove the authenticator app',
  description: 'Ends the recovery codes and the trusted devices as well. Needs `proof` of `remove_totp`.',
  tag,
  responses: { 204: { message: 'A sign-in needs no code any more.' } },
  errors: [...proofErrors, 'totp_not_found'],
})
