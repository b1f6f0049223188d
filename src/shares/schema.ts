import * as z from 'zod'
import { name } from '../books/field-rules.ts'
import { maxTagLength } from '../books/limits.ts'
import type { shares } from '../db/schema.ts'
import { cursorParameter, limitParameter } from '../http/pagination.ts'
import { trimmedText } from '../http/text.ts'
import { shareKey, shareUrls } from './key.ts'
import { maxDisplayNameLength } from './limits.ts'

export const shareInput = z.strictObject({
  enabled: z.boolean().meta({
    description: 'Whether visitors see the shelf. Switched off, it keeps its settings and its address.',
    examples: [true],
  }),
  display_name: trimmedText({ min: 1, max: maxDisplayNameLength })
    .nullable()
    .optional()
    .meta({
      description:
        'The name that visitors see; null for none. The name of the account is never shown. Left out, it stays as it is; ' +
        'at first there is none.',
      examples: ['Mary'],
    }),
  include_reviews: z.boolean().meta({ description: 'Whether visitors see your reviews.', examples: [false] }),
  include_ratings: z.boolean().meta({ description: 'Whether visitors see your ratings.', examples: [true] }),
  tag: name(maxTagLength)
    .nullable()
    .optional()
    .meta({
      description:
        'Shows only the books with this tag, in any case; null for the whole shelf. Left out, it stays as it is; at first ' +
        'it is the whole shelf. Visitors never see the tag.',
      examples: ['favourites'],
    }),
  rotate: z
    .boolean()
    .optional()
    .meta({
      description: 'Whether to make a new address. The old one ends at once.',
      examples: [false],
    }),
})

export type ShareInput = z.output<typeof shareInput>

const address = (of: string) => z.url().max(2048).nullable().describe(`${of}; null while the share is off.`)

export const presentedShare = z
  .object({
    enabled: z.boolean().describe('Whether visitors see the shelf.'),
    url: address('The address of the page for visitors'),
    json_url: address('The address of the books as JSON'),
    feed_url: address('The address of the Atom feed'),
    display_name: z
      .string()
      .max(2 * maxDisplayNameLength)
      .nullable()
      .describe('The name that visitors see; null for none.'),
    include_reviews: z.boolean().describe('Whether visitors see your reviews.'),
    include_ratings: z.boolean().describe('Whether visitors see your ratings.'),
    tag: z
      .string()
      .max(2 * maxTagLength)
      .nullable()
      .describe('Visitors see only the books with this tag; null for the whole shelf.'),
  })
  .meta({
    id: 'Share',
    examples: [
      {
        enabled: true,
        ...shareUrls('https://books.example', 'AAAAAAAAAAAAAAAAAAAAAA'),
        display_name: 'Mary',
        include_reviews: false,
        include_ratings: true,
        tag: null,
      },
    ],
  })

const noUrls = { url: null, json_url: null, feed_url: null }

const none = {
  key: '',
  isEnabled: false,
  displayName: '',
  includeReviews: false,
  includeRatings: false,
  tag: null,
}

/** The settings of a share for its owner. @param share undefined before the first one */
export const presentShare = (
  share: Omit<typeof shares.$inferSelect, 'tagNeedle' | 'userId' | 'createdAt' | 'updatedAt'> = none,
  publicUrl: string,
): z.output<typeof presentedShare> => ({
  enabled: share.isEnabled,
  ...(share.isEnabled ? shareUrls(publicUrl, share.key) : noUrls),
  display_name: share.displayName || null,
  include_reviews: share.includeReviews,
  include_ratings: share.includeRatings,
  tag: share.tag,
})

export const shareParameters = z.object({ key: shareKey })
export const pageQuery = z.strictObject({ limit: limitParameter, cursor: cursorParameter.optional() })
