import { contract } from '../../http/contract.ts'
import { proofErrors } from '../proof/proven.ts'
import { passkeyCreation, presentedPasskey } from './schema.ts'

const tag = 'Account'

export const passkeyOptionsContract = contract({
  id: 'startPasskey',
  summary: 'Start to add a passkey',
  description:
    'The options for `navigator.credentials.create()`. Their challenge is single-use and bound to the session. With ' +
    '`proof` of `add_passkey`, or with the upgrade of a sign-in, the passkey itself needs no other proof.',
  tag,
  responses: { 200: { message: 'Create the passkey.', data: passkeyCreation } },
  errors: [...proofErrors, 'too_many_passkeys'],
})

export const newPasskeyContract = contract({
  id: 'addPasskey',
  summary: 'Add a passkey',
  description: 'Needs `proof` of `add_passkey`, unless the request for the options had it.',
  tag,
  responses: { 201: { message: 'Passkey added.', data: presentedPasskey } },
  errors: [...proofErrors, 'passkey_taken', 'too_many_passkeys'],
})

export const passkeyListContract = contract({
  id: 'listPasskeys',
  summary: 'List your passkeys',
  tag,
  responses: { 200: { message: 'Your passkeys.', data: presentedPasskey, isPage: true } },
})

export const passkeyChangeContract = contract({
  id: 'renamePasskey',
  summary: 'Rename a passkey',
  description: 'Needs `proof` of `rename_passkey`; its target is the id of the passkey.',
  tag,
  responses: { 200: { message: 'Passkey renamed.', data: presentedPasskey } },
  errors: [...proofErrors, 'passkey_not_found'],
})

export const passkeyRemovalContract = contract({
  id: 'removePasskey',
  summary: 'Remove a passkey',
  description:
    'Needs `proof` of `remove_passkey`; its target is the id of the passkey. The last way to sign in cannot be removed.',
  tag,
  responses: { 204: { message: 'Passkey removed.' } },
  errors: [...proofErrors, 'passkey_not_found', 'last_sign_in_method'],
})
