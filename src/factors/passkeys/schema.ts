import * as z from 'zod'
import { purposes } from '../../auth/purposes.ts'
import { count, id, idParameter, instant } from '../../http/fields.ts'
import { trimmedText } from '../../http/text.ts'
import { proofInput } from '../proof/schema.ts'
import { maxPasskeyNameLength } from './limits.ts'
import { creationOptions, registrationInput } from './registration.ts'
import type { Passkey } from './statements.ts'

const passkeyName = trimmedText({ min: 1, max: maxPasskeyNameLength })

const upgrade = z
  .string()
  .min(1)
  .max(256)
  .meta({
    description: '`passkey_upgrade` of the sign-in. It stands for a proof, for one passkey.',
    examples: ['A'.repeat(64)],
  })

const challengeSeconds = purposes.passkeyChallenge.ttlSeconds

export const passkeyParameters = z.object({ id: idParameter })

export const passkeyOptionsInput = z
  .strictObject({
    proof: proofInput.optional().describe('With it, the passkey needs no other proof.'),
    upgrade: upgrade.optional(),
  })
  .refine(({ proof, upgrade }) => proof === undefined || upgrade === undefined, {
    path: ['upgrade'],
    message: 'Must not stand beside a proof.',
  })

export const newPasskeyInput = z
  .strictObject({
    passkey: registrationInput,
    name: passkeyName
      .optional()
      .meta({ description: 'By default the name of the password manager or device.', examples: ['My key'] }),
    proof: proofInput.optional().describe('Not needed after a request for the options with a proof.'),
    upgrade: upgrade.optional(),
  })
  .refine(({ proof, upgrade }) => proof === undefined || upgrade === undefined, {
    path: ['upgrade'],
    message: 'Must not stand beside a proof.',
  })

export const passkeyChange = z.strictObject({
  name: passkeyName.meta({
    description: 'The new name. White space at the ends is removed.',
    examples: ['My key'],
  }),
  proof: proofInput.optional(),
})
export const passkeyRemoval = z.strictObject({ proof: proofInput.optional() })

export const passkeyCreation = z.object({
  options: creationOptions,
  expires_in: count(challengeSeconds).describe('The lifetime of the challenge, in seconds.'),
})

export const presentedPasskey = z
  .object({
    id,
    credential_id: z.string().max(1400).describe('The id that the authenticator chose, base64url.'),
    name: z
      .string()
      .max(2 * maxPasskeyNameLength)
      .describe('The name, for people.'),
    synced: z.boolean().describe('Whether the passkey is synchronised to other devices of its owner.'),
    created_at: instant.describe('When the passkey was added.'),
    last_used_at: instant.nullable().describe('When the passkey was last used; null for never.'),
  })
  .meta({
    id: 'Passkey',
    examples: [
      {
        id: '0190a1b2-2222-7e5f-8a6b-7c8d9e0f1a2b',
        credential_id: 'mGVv2pXUSPmPqRJ5ZYwZbA',
        name: 'iCloud Keychain',
        synced: true,
        created_at: '2026-11-22T08:00:00.000Z',
        last_used_at: null,
      },
    ],
  })

/** A passkey in a response. A new column stays private until it is named here. */
export const presentPasskey = (passkey: Passkey): z.output<typeof presentedPasskey> => ({
  id: passkey.id,
  credential_id: passkey.credentialId,
  name: passkey.name,
  synced: passkey.isBackedUp,
  created_at: passkey.createdAt.toISOString(),
  last_used_at: passkey.lastUsedAt?.toISOString() ?? null,
})
