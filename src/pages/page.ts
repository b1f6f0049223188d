import type { Context } from 'hono'
import { fromAssets } from '../http/assets.ts'
import { type Config, isLoopback } from '../http/config.ts'
import type { AppEnv } from '../http/env.ts'
import { makeResponse } from '../http/headers.ts'
import { isMailConfigured } from '../mail/outbox.ts'
import { addMissingHint } from '../sessions/cookies.ts'

/**
 * Whether a page must be opened at PUBLIC_URL instead: for http instead of https, another port, or another name of this
 * machine. Another host name may be that of a proxy, which would send the redirected request here again and again.
 */
const isElsewhere = (asked: URL, publicUrl: URL): boolean =>
  asked.origin !== publicUrl.origin &&
  (asked.hostname === publicUrl.hostname || (isLoopback(asked) && isLoopback(publicUrl)))

const asset = (c: Context<AppEnv>, request: Request): Promise<Response> =>
  fromAssets(c, (assets) => assets.fetch(request))

const withoutHeaders = (headers: Headers, ...names: string[]): Headers => {
  const rest = new Headers(headers)
  for (const name of names) rest.delete(name)
  return rest
}

/** The settings of the service that the web app needs before its reader has signed in: a request would make it wait. */
const marksOf = (config: Config): Record<string, string> => ({
  ...(!config.sharedCatalogue && { 'data-shared-catalogue': 'off' }),
  ...(isMailConfigured(config) && { 'data-mail': 'on' }),
})

/** The page with the settings as attributes: `<html data-shared-catalogue="off">`. */
const markedPage = async (c: Context<AppEnv>, marks: Record<string, string>): Promise<Response> => {
  // The ETag of the asset does not change with a setting: a browser would keep a page from before the change.
  const headers = withoutHeaders(c.req.raw.headers, 'If-None-Match', 'If-Modified-Since')
  const page = await asset(c, new Request(c.req.raw, { headers }))
  if (!page.ok) return page
  const element = (html: Element) => {
    for (const [name, value] of Object.entries(marks)) html.setAttribute(name, value)
  }
  const marked = new HTMLRewriter().on('html', { element }).transform(page)
  return new Response(marked.body, {
    status: page.status,
    headers: withoutHeaders(page.headers, 'ETag', 'Content-Length'),
  })
}

/**
 * The two pages of the web app. Their scripts may use cookies only at PUBLIC_URL: at another origin no one could sign in.
 * Other files, and the headers of all of them (web/public/_headers), are those of the assets.
 */
export const page = (c: Context<AppEnv>): Response | Promise<Response> => {
  const { config } = c.var
  const { publicUrl } = config
  const asked = new URL(c.req.url)
  if (!isElsewhere(asked, new URL(publicUrl))) {
    addMissingHint(c)
    const marks = marksOf(config)
    return Object.keys(marks).length > 0 ? markedPage(c, marks) : asset(c, c.req.raw)
  }
  // Temporary, because a browser would remember a permanent redirect after the port of development has changed.
  const headers = { Location: `${publicUrl}${asked.pathname}${asked.search}` }
  return makeResponse(c, null, { status: 307, headers })
}
