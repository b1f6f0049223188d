import { ApiError, type ErrorCode, errors } from '../http/errors.ts'
import type { ToolScope } from './scopes.ts'

/** Advice to an assistant, besides the message of the error. */
const advice: Partial<Record<ErrorCode, string>> = {
  book_not_found: 'The library of the reader has no such book.',
  title_taken: 'Nothing was changed. search_books finds the book.',
  version_mismatch: 'Read it again with read_book, and then use its version.',
  invalid_cursor: 'Use `next` of the same search.',
  quota_exceeded: 'Only the reader can make room.',
}

/** The reader can do something about these, or the assistant. All others are errors of the request. */
const told: readonly ErrorCode[] = [
  ...(Object.keys(advice) as ErrorCode[]),
  'invalid_input',
  'rate_limited',
  'lookup_unavailable',
]

export const lackOfScope = (scope: ToolScope) => ({
  error: 'insufficient_scope',
  message:
    `This API key lacks the scope ${scope}, which this tool needs. The reader can make a key that has it: in Bookplate, ` +
    'under Account, API keys.',
})

/**
 * @returns an error of a tool, for its assistant
 * @throws `error` unless it is one that an assistant can do something about
 */
export const toldError = (error: unknown): object => {
  if (!(error instanceof ApiError && told.includes(error.code))) throw error
  const { code, issues, headers } = error
  const more = code === 'rate_limited' ? `Wait ${headers['Retry-After']} seconds.` : advice[code]
  return {
    error: code,
    message: [errors[code][1], more].filter(Boolean).join(' '),
    ...(issues && { issues }),
  }
}
