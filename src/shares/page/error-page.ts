import type { ErrorHandler } from 'hono'
import type { AppEnv } from '../../http/env.ts'
import { asApiError, type ErrorCode, renderError } from '../../http/errors.ts'
import { makeResponse } from '../../http/headers.ts'
import { markup } from '../markup.ts'
import { documentOf, pageHeaders } from './document.ts'
import { languageOf, textsOf } from './texts.ts'

const kinds: Partial<Record<ErrorCode, 'gone' | 'page' | 'busy'>> = {
  share_not_found: 'gone',
  invalid_cursor: 'page',
  rate_limited: 'busy',
}

/** Renders any error as a page, with the status of the table. The page of each ended or unknown share is the same. */
export const renderErrorPage: ErrorHandler<AppEnv> = (thrown, c) => {
  const error = asApiError(thrown)
  // A program sent it: a browser only reads the page.
  if (error.code === 'method_not_allowed') return renderError(error, c)
  c.set('failure', error)
  const language = languageOf(c.req.header('Accept-Language'))
  const texts = textsOf(language)
  const [title, hint] = texts.errors[kinds[error.code] ?? 'failed']
  const content = markup`<main class="error"><div class="emblem"></div>
<h1>${title}</h1>
<p>${hint}</p></main>`
  const headers = { ...pageHeaders(language), 'X-Robots-Tag': 'noindex', ...error.headers }
  const body = documentOf({ language, texts, title, content })
  return makeResponse(c, body, { status: error.status, headers })
}
