import { proofErrors } from '../factors/proof/proven.ts'
import { contract } from '../http/contract.ts'
import { newWebhook, presentedWebhook } from './schema.ts'

const tag = 'Account'

export const webhookContract = contract({
  id: 'readWebhook',
  summary: 'Read your webhook',
  description: 'The address that is told when your library has changed.',
  tag,
  responses: { 200: { message: 'The webhook, or null for none.', data: presentedWebhook.nullable() } },
})

export const webhookChangeContract = contract({
  id: 'setWebhook',
  summary: 'Set your webhook',
  description:
    'The URL gets a `POST` when your library has changed, at most one a minute: `{type: "library.changed", timestamp, ' +
    'cursor}`, signed as Standard Webhooks says, without any book. `cursor` is a `since` of `GET /books/changes`. Each `PUT` ' +
    'makes a new secret. Needs `proof` of `change_webhook`, with the URL as its target.',
  tag,
  responses: {
    200: { message: 'Webhook replaced. Keep its secret.', data: newWebhook },
    201: { message: 'Webhook set. Keep its secret.', data: newWebhook },
  },
  errors: proofErrors,
})

export const webhookRemovalContract = contract({
  id: 'removeWebhook',
  summary: 'Remove your webhook',
  description: 'Needs `proof` of `change_webhook`.',
  tag,
  responses: { 204: { message: 'The webhook is removed.' } },
  errors: [...proofErrors, 'webhook_not_found'],
})
