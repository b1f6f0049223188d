import { contract } from '../../http/contract.ts'
import { stepUp } from './schema.ts'

export const stepUpContract = contract({
  id: 'startStepUp',
  summary: 'Start to prove one change',
  description:
    'Some changes ask for `proof` that it is you: the password, with TOTP set `password` and `code`, or an assertion of ' +
    'a passkey. An assertion is of the challenge in `options`. It is single-use and proves this action on this target, ' +
    'in this session, and nothing else.',
  tag: 'Second factors',
  responses: { 200: { message: 'The ways to prove it.', data: stepUp } },
})
