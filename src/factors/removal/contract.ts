import { contract } from '../../http/contract.ts'
import { factorRemovalDelayHours } from './limits.ts'
import { presentedRemoval } from './schema.ts'

const tag = 'Account'

export const removalContract = contract({
  id: 'readFactorRemoval',
  summary: 'Read whether your factors are to be removed',
  description: `An admin may ask for it, for a user who lost them. It is done after ${factorRemovalDelayHours} hours.`,
  tag,
  responses: { 200: { message: 'The removal, or null for none.', data: presentedRemoval.nullable() } },
})

export const removalStopContract = contract({
  id: 'stopFactorRemoval',
  summary: 'Stop the removal of your factors',
  description: 'Asks for no proof, so that a victim can do it at once.',
  tag,
  responses: { 204: { message: 'The factors stay.' } },
})
