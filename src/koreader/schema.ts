import * as z from 'zod'
import { stating } from '../http/json-schema.ts'
import { maxJsonBytes } from '../http/limits.ts'
import { text } from '../http/text.ts'
import { maxEmailLength } from '../users/limits.ts'
import {
  maxDeviceLength,
  maxDocumentIdLength,
  maxPercentage,
  maxProgressLength,
  maxToldLength,
} from './limits.ts'

// The schemas of devices ignore unknown fields: newer versions of KOReader send more, and its forks send others. A strict
// schema would end their sync.

/** Printable ASCII that can stand in a path. A URL drops `.` and `..`, and a slash divides it. */
const documentId = stating(
  z.string().regex(/^(?!\.{1,2}$)[!-.0-~]{1,128}$/, 'Must be printable ASCII without a slash.'),
  {
    type: 'string',
    minLength: 1,
    maxLength: maxDocumentIdLength,
    pattern: '^[!-.0-~]+$',
    description: 'The digest by which KOReader names a document.',
    examples: ['0b229176d4e8db7f6d2b5a4952368d7a'],
  },
)

export const documentParameters = z.object({ document: documentId })

/** Cut rather than rejected: a long title must not end the sync. */
const told = stating(
  z
    .string()
    .transform((value) => Array.from(value.toWellFormed()).slice(0, maxToldLength).join('').trim() || null),
  { type: 'string', description: `Only the first ${maxToldLength} characters are kept.` },
)

const deviceText = text({ max: maxDeviceLength })

const metadata = stating(
  z
    .object({ title: told.nullish(), authors: told.nullish() })
    .nullish()
    // A list in its place, for example, is an empty table of Lua.
    .catch(null),
  {
    type: ['object', 'null'],
    properties: {
      title: {
        type: 'string',
        maxLength: maxJsonBytes,
        description: `Only the first ${maxToldLength} characters are kept.`,
      },
      authors: { type: 'string', maxLength: maxJsonBytes, description: 'One on each line.' },
    },
    description: 'Sent if the owner of the device allows it.',
    examples: [{ title: 'Frankenstein', authors: 'Mary Shelley' }],
  },
)

export const report = z
  .object({
    document: documentId,
    progress: text({ max: maxProgressLength }).meta({
      description: 'The place, in a form that KOReader alone understands.',
      examples: ['/body/DocFragment[12]/body/p[7]/text().0'],
    }),
    percentage: stating(
      z
        .number()
        .min(0)
        .max(maxPercentage)
        .transform((value) => Math.min(value, 1)),
      {
        type: 'number',
        minimum: 0,
        maximum: maxPercentage,
        description: 'The part that has been read. A little more than 1 counts as 1.',
        examples: [0.32],
      },
    ),
    device: deviceText.meta({ description: 'The name of the device.', examples: ['Kobo_nova'] }),
    device_id: deviceText.default('').describe('The id of the device.'),
    metadata,
  })
  .meta({
    examples: [
      {
        document: '0b229176d4e8db7f6d2b5a4952368d7a',
        progress: '/body/DocFragment[12]/body/p[7]/text().0',
        percentage: 0.32,
        device: 'Kobo_nova',
        device_id: '5F1C2D9BF4B24B9E9E3C4A5D6E7F8091',
      },
    ],
  })

export type Report = z.output<typeof report>

export const registration = z
  .object({
    username: text({ min: 1, max: maxEmailLength }).meta({
      description: 'The email of the account, in any case.',
      examples: ['reader@example.com'],
    }),
    password: text({ min: 1, max: 128 }).meta({
      description: 'The MD5 of an API key with the scope `sync`, in hexadecimal.',
      examples: ['5f4dcc3b5aa765d61d8327deb882cf99'],
    }),
  })
  .meta({ examples: [{ username: 'reader@example.com', password: '5f4dcc3b5aa765d61d8327deb882cf99' }] })

export const registered = z.object({
  username: z
    .string()
    .max(2 * maxEmailLength)
    .describe('The user name, as sent.'),
})

export const authorized = z.object({ authorized: z.literal('OK').describe('The key is live.') })

export const healthState = z.object({ state: z.literal('OK').describe('The service responds.') })

const seconds = stating(z.int(), {
  type: 'integer',
  format: 'int64',
  minimum: 0,
  maximum: 2 ** 43,
})

export const received = z.object({
  document: z.string().max(maxDocumentIdLength).describe('The document.'),
  timestamp: seconds.describe('When the report arrived, in seconds since 1970.'),
})

/** Without any member: no device has reported the document. */
export const presentedProgress = z
  .object({
    document: z.string().max(maxDocumentIdLength).describe('The document.'),
    progress: z
      .string()
      .max(2 * maxProgressLength)
      .describe('The place, as its device sent it.'),
    percentage: z.number().min(0).max(1).describe('The part that has been read.'),
    device: z
      .string()
      .max(2 * maxDeviceLength)
      .describe('The name of the device.'),
    device_id: z
      .string()
      .max(2 * maxDeviceLength)
      .describe('The id of the device, if it sent one.'),
    timestamp: seconds.describe('When the report arrived, in seconds since 1970.'),
  })
  .partial()
  .meta({
    examples: [
      {
        document: '0b229176d4e8db7f6d2b5a4952368d7a',
        progress: '/body/DocFragment[12]/body/p[7]/text().0',
        percentage: 0.32,
        device: 'Kobo_nova',
        device_id: '5F1C2D9BF4B24B9E9E3C4A5D6E7F8091',
        timestamp: 1795680000,
      },
    ],
  })
