import { type DataOf, data } from 'bookplate/client'
import { withProof, withProofIfAsked } from '../proof/proof.tsx'
import { api } from '../session/session.ts'
import { webhookTexts } from './texts.ts'

export type WebhookSettings = NonNullable<DataOf<Awaited<ReturnType<typeof api.users.webhook.$get>>>>
export type NewWebhook = DataOf<Awaited<ReturnType<typeof api.users.webhook.$put>>>

export const readWebhook = (): Promise<WebhookSettings | null> => data(api.users.webhook.$get())

/**
 * Sets the webhook, or replaces it and its secret. The service checks the address before the reader is asked for a proof.
 * @throws an `AbortError` when the reader gives no proof
 */
export const setWebhook = (url: string): Promise<NewWebhook> =>
  withProofIfAsked(
    { action: 'change_webhook', target: url, about: webhookTexts.peek().willTell(url) },
    (proof) => data(api.users.webhook.$put({ json: { url, ...(proof && { proof }) } })),
  )

/** @throws an `AbortError` when the reader gives no proof */
export const removeWebhook = () =>
  withProof({ action: 'change_webhook', about: webhookTexts.peek().willTellNone }, (proof) =>
    api.users.webhook.$delete({ json: { proof } }),
  )
