import { auditRetentionDays } from '../events/limits.ts'
import { proofErrors } from '../factors/proof/proven.ts'
import { factorRemovalDelayHours } from '../factors/removal/limits.ts'
import { presentedRemoval } from '../factors/removal/schema.ts'
import { contract } from '../http/contract.ts'
import { managedUser, presentedAction } from './schema.ts'

const tag = 'Administration'

export const userListContract = contract({
  id: 'listUsers',
  summary: 'List all users',
  description: 'For admins. Newest first.',
  tag,
  responses: { 200: { message: 'The users.', data: managedUser, isPage: true, headers: ['Link'] } },
  errors: ['invalid_cursor'],
})

export const userChangeContract = contract({
  id: 'changeUser',
  summary: 'Change the role of a user, or disable or enable the account',
  description:
    'For admins, with `proof` of `admin_change_user` for the id of the user. The last admin can be neither demoted nor ' +
    'disabled. To disable an account ends its sessions.',
  tag,
  responses: { 200: { message: 'The user.', data: managedUser } },
  errors: [...proofErrors, 'user_not_found', 'last_admin'],
})

export const userSessionsContract = contract({
  id: 'endSessionsOfUser',
  summary: 'Sign a user out everywhere',
  description: 'For admins. Ends the sessions of the user and the trust in their devices. Asks for no proof.',
  tag,
  responses: { 204: { message: 'All sessions of the user have ended.' } },
  errors: ['user_not_found'],
})

export const userFactorsContract = contract({
  id: 'removeFactorsOfUser',
  summary: 'Remove all factors of a user who lost them',
  description:
    `For admins, with \`proof\` of \`admin_remove_factors\` for the id of the user. It takes effect after ` +
    `${factorRemovalDelayHours} hours. The owner is told, and can stop it. An account without a password keeps its passkeys where no mail ` +
    'can reset the password: 409 `last_sign_in_method`.',
  tag,
  responses: { 202: { message: 'The factors will be removed.', data: presentedRemoval } },
  errors: [...proofErrors, 'user_not_found', 'no_second_factor', 'last_sign_in_method'],
})

export const auditContract = contract({
  id: 'readAuditLog',
  summary: 'Read the actions of admins',
  description: `For admins. Newest first. Actions are kept for ${auditRetentionDays} days.`,
  tag,
  responses: { 200: { message: 'The actions.', data: presentedAction, isPage: true, headers: ['Link'] } },
  errors: ['invalid_cursor'],
})
