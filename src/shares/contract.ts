import * as z from 'zod'
import { contract } from '../http/contract.ts'
import { feedBooks } from './limits.ts'
import { presentedShare } from './schema.ts'
import { sharedBook } from './shared-book.ts'

const tag = 'Sharing'
const headers = ['ETag', 'Cache-Control', 'X-Robots-Tag', 'X-D1-Bookmark'] as const
const errors = ['share_not_found', 'service_unavailable'] as const
const unchanged = { message: 'The client already has it.', headers }

export const shareContract = contract({
  id: 'readShare',
  summary: 'Read how your shelf is shared',
  tag,
  responses: { 200: { message: 'The settings of your share.', data: presentedShare } },
})

export const shareChangeContract = contract({
  id: 'changeShare',
  summary: 'Share your shelf',
  description:
    'Shows your shelf, or the books with one tag, to everybody who has its address. Visitors see title, authors, series, ' +
    'category and cover, and ratings and reviews if you include them. Switched off, it ends at the next request.',
  tag,
  responses: { 200: { message: 'Settings saved.', data: presentedShare } },
})

export const sharedBooksContract = contract({
  id: 'listSharedBooks',
  summary: 'List the books of a shared shelf',
  description: 'Public: the key gives access. The newest books come first.',
  tag,
  responses: {
    200: { message: 'A page of the shelf.', data: sharedBook, isPage: true, headers: ['Link', ...headers] },
    304: unchanged,
  },
  errors: [...errors, 'invalid_cursor'],
  requestHeaders: ['If-None-Match'],
})

const feed = z
  .string()
  .max(10_000_000)
  .describe('An Atom feed (RFC 4287).')
  .meta({
    examples: ['<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"></feed>'],
  })

export const sharedFeedContract = contract({
  id: 'readSharedFeed',
  summary: 'Follow a shared shelf',
  description: `Public: the key gives access. The feed has the newest ${feedBooks} books.`,
  tag,
  responses: {
    200: { message: 'The feed.', content: { 'application/atom+xml': feed }, headers },
    304: unchanged,
  },
  errors,
  requestHeaders: ['If-None-Match'],
})
