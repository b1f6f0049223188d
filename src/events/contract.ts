import { contract } from '../http/contract.ts'
import { eventRetentionDays } from './limits.ts'
import { presentedEvent } from './schema.ts'

export const eventListContract = contract({
  id: 'listSecurityEvents',
  summary: 'List what happened to your account',
  description:
    'Sign-ins, changes of the password and of other ways to sign in, ended sessions and failed attempts, newest first. ' +
    `Events are kept for ${eventRetentionDays} days.`,
  tag: 'Account',
  responses: {
    200: { message: 'The events of your account.', data: presentedEvent, isPage: true, headers: ['Link'] },
  },
  errors: ['invalid_cursor'],
})
