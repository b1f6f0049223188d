import { proofErrors } from '../factors/proof/proven.ts'
import { contract } from '../http/contract.ts'
import { deletionInput } from './schema.ts'

export const accountDeletionContract = contract({
  id: 'deleteAccount',
  summary: 'Disable or erase your account',
  description:
    'Without `purge`, disables the account and ends its sessions: its books are hidden and its email stays taken. This ' +
    'asks for `proof` of `disable_account`, unless the sign-in was in the last 10 minutes. An account that stays disabled ' +
    'is erased after the time that the operator sets, by default 365 days. With `purge=true` and the password, erases the ' +
    'account, its books and their covers for good; with TOTP set, or without a password, it asks for `proof` of ' +
    '`erase_account`. A password without `purge=true` is an error. The last admin can do neither.',
  tag: 'Account',
  responses: { 204: { message: 'The account is disabled, or erased.' } },
  errors: [
    ...proofErrors,
    'last_admin',
    'invalid_input',
    'invalid_request',
    'malformed_json',
    'payload_too_large',
    'unsupported_media_type',
  ],
  body: deletionInput,
})
