import * as z from 'zod'
import { proofInput } from '../factors/proof/schema.ts'
import { instant } from '../http/fields.ts'
import { text } from '../http/text.ts'
import { maxWebhookUrlLength } from './limits.ts'
import type { Webhook } from './statements.ts'

export const webhookInput = z.strictObject({
  url: text({ min: 1, max: maxWebhookUrlLength }).meta({
    description: 'An https URL of a public host, by name, on port 443, without user name and fragment.',
    examples: ['https://hooks.example.com/bookplate'],
  }),
  proof: proofInput.optional(),
})

export const provenInput = z.strictObject({ proof: proofInput.optional() })

const fields = {
  url: z.url().max(maxWebhookUrlLength).describe('The address that gets the messages.'),
  state: z
    .enum(['on', 'failing', 'off'])
    .describe(
      '`failing`: the last attempt failed, and is repeated. `off`: it failed for three days, or said 410.',
    ),
  failing_since: instant.nullable().describe('Since when every attempt has failed; null while they succeed.'),
  created_at: instant.describe('When the first webhook was set.'),
}

const example = {
  url: 'https://hooks.example.com/bookplate',
  state: 'on' as const,
  failing_since: null,
  created_at: '2026-11-22T08:00:00.000Z',
}

export const presentedWebhook = z.object(fields).meta({ id: 'Webhook', examples: [example] })

export const newWebhook = z
  .object({
    ...fields,
    secret: z
      .string()
      .max(100)
      .regex(/^whsec_[A-Za-z\d+/=]+$/)
      .describe('The key that signs the messages. It is shown only here.'),
  })
  .meta({
    id: 'NewWebhook',
    examples: [{ ...example, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=' }],
  })

/** A webhook for its owner. The secret stays. */
export const presentWebhook = ({ url, failingSince, disabledAt, createdAt }: Webhook) => ({
  url,
  state: disabledAt ? ('off' as const) : failingSince ? ('failing' as const) : ('on' as const),
  failing_since: failingSince?.toISOString() ?? null,
  created_at: createdAt.toISOString(),
})
