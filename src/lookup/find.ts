import type { CallerContext } from '../auth/caller.ts'
import { asCaller } from '../auth/live-caller.ts'
import { ApiError } from '../http/errors.ts'
import { asker, endOfTime } from './ask.ts'
import { ProviderFailure } from './failure.ts'
import { type FoundBook, foundBook } from './found-book.ts'
import { maxFoundBooks } from './limits.ts'
import { logFailure } from './log-failure.ts'
import { measureCovers } from './measure-covers.ts'
import type { Provider, Query, Source } from './provider.ts'
import { providersOf } from './providers.ts'
import { digestOf } from './query.ts'
import { requireCount } from './require-count.ts'
import { insertResult, readerCount, selectResults } from './statements.ts'

export interface Found {
  source: Source
  books: FoundBook[]
}

/** Asks a provider, and remembers its response. */
const askProvider = async (
  c: CallerContext,
  provider: Provider,
  query: Query,
  digest: string,
): Promise<FoundBook[]> => {
  const endAt = endOfTime(c)
  const drafts = await provider.find(asker(c, provider.data, endAt), query)
  const books = drafts.flatMap((draft) => foundBook(draft) ?? []).slice(0, maxFoundBooks)
  const measured = await measureCovers(c, provider, books, endAt)
  await c.var.db.batch({ remembered: insertResult(digest, JSON.stringify(measured), new Date()) })
  return measured
}

/**
 * Finds what the providers know of a book: the first that knows one is enough. One D1 round trip if it is remembered.
 * @throws ApiError `book_not_found` when every provider responded and none knows it, `lookup_unavailable` when none gave a
 *   book and one failed, `rate_limited`, `invalid_token`
 */
export const findBooks = async (c: CallerContext, query: Query): Promise<Found> => {
  const providers = providersOf(c.var.config)
  const { caller } = c.var
  const digests = await Promise.all(providers.map(({ source }) => digestOf(source, query)))
  const { results, ...count } = await asCaller(c.var, {
    ...readerCount(caller, 'lookup'),
    results: selectResults(digests, caller.at),
  })
  requireCount(count, caller.at)
  let hasFailed = false
  for (const [at, provider] of providers.entries()) {
    const digest = digests[at] ?? ''
    const known = results.find((result) => result.digest === digest)
    try {
      const books = known
        ? (JSON.parse(known.books) as FoundBook[])
        : await askProvider(c, provider, query, digest)
      if (books.length > 0) return { source: provider.source, books }
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error
      logFailure(provider.source, error)
      hasFailed = true
    }
  }
  throw new ApiError(hasFailed ? 'lookup_unavailable' : 'book_not_found')
}
