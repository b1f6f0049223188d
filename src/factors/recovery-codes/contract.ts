import { contract } from '../../http/contract.ts'
import { proofErrors } from '../proof/proven.ts'
import { recoveryCodesMade } from '../totp/schema.ts'
import { testedCode } from './schema.ts'

const tag = 'Second factors'

export const recoveryCodesContract = contract({
  id: 'makeRecoveryCodes',
  summary: 'Make new recovery codes',
  description: 'Ends the earlier ones. Needs `proof` of `make_recovery_codes`.',
  tag,
  responses: { 200: { message: 'Keep the recovery codes in a safe place.', data: recoveryCodesMade } },
  errors: [...proofErrors, 'totp_not_found'],
})

export const recoveryCodeTestContract = contract({
  id: 'testRecoveryCode',
  summary: 'Test a recovery code',
  description:
    'Tells whether a code that was written down is right. The code stays good. Wrong ones are counted.',
  tag,
  responses: { 200: { message: 'The code is right.', data: testedCode } },
  errors: ['totp_not_found', 'invalid_code', 'rate_limited'],
})
