import { env } from 'cloudflare:workers'
import { api, request, type Session } from '../support/client.ts'
import { linesOfTest } from '../support/logs.ts'
import { fetchWith } from '../support/worker.ts'

/** Settings of the service; two of them are in no configuration file. */
type Settings = Partial<Env & Record<'LOOKUP_ORIGIN' | 'GOOGLE_BOOKS_KEY', string>>

export const lookUp = (
  as: Session,
  parameters: Record<string, string>,
  settings?: Settings,
): Promise<Response> => {
  const path = `/lookup?${new URLSearchParams(parameters)}`
  if (!settings) return api.get(path, { as })
  return fetchWith(settings, request('GET', path, { as }))
}

export const takeCover = (
  as: Session,
  bookId: string,
  cover: unknown,
  settings: Settings = {},
): Promise<Response> => fetchWith(settings, request('POST', `/books/${bookId}/cover`, { as, body: cover }))

/** Forgets the budgets and the rejections of other tests. */
export const forgetBudgets = () => env.DB.prepare('delete from provider_budgets').run()

/** @returns why providers failed in this test, as the log has it */
export const failures = (): string[] =>
  linesOfTest().flatMap(({ event, reason }) => (event === 'provider_failed' ? [String(reason)] : []))
