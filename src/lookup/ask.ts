import type * as z from 'zod'
import type { RequestContext } from '../http/env.ts'
import { ProviderFailure } from './failure.ts'
import { fetchBytes, type Reply } from './fetch.ts'
import { maxDataBytes } from './limits.ts'
import type { Ask, Server } from './provider.ts'
import { readRetryAfter } from './retry-after.ts'
import { forgetRejections, recordRejection, reserveRequest } from './statements.ts'

/** Too many requests, or none from this address: the server is left alone for a while. */
const rejections = new Set([403, 429])

const isRejection = ({ status, retryAfter }: Reply) =>
  rejections.has(status) || (status === 503 && retryAfter !== null)

/** Providers want to know who asks, and how to reach them. */
const userAgent = ({ publicUrl, securityContact }: RequestContext['var']['config']): string =>
  `Bookplate (${[`+${publicUrl}`, securityContact && encodeURI(securityContact)].filter(Boolean).join('; ')})`

export interface Bounds {
  maxBytes: number
  /** When the provider must have responded, in milliseconds since 1970. */
  endAt: number
}

/** @returns the end of the time limit of a provider that is asked now: all requests of one step together */
export const endOfTime = ({ var: { config } }: RequestContext): number =>
  Date.now() + config.lookup.timeLimitMs

/**
 * Asks a server, within its budget. One D1 round trip, and one more when it rejects a request or ends its rejections.
 * @returns the response, with status 200 or 404
 * @throws ProviderFailure, DatabaseError
 */
export const askServer = async (
  { var: { config, db } }: RequestContext,
  server: Server,
  url: URL,
  { maxBytes, endAt }: Bounds,
): Promise<Reply> => {
  const { reserved } = await db.batch({ reserved: reserveRequest(server.name, server.budget, new Date()) })
  if (!reserved[0]) throw new ProviderFailure('no_budget')
  const reply = await fetchBytes(url, {
    hosts: server.hosts,
    headers: { Accept: '*/*', 'User-Agent': userAgent(config) },
    secretHeaders: server.secretHeaders,
    maxBytes,
    timeLimitMs: endAt - Date.now(),
    testOrigin: config.lookup.testOrigin,
  })
  if (isRejection(reply)) {
    const now = new Date()
    const waitMs = readRetryAfter(reply.retryAfter, now)
    await db.batch({ rejected: recordRejection(server.name, waitMs, now) })
    throw new ProviderFailure('rejected')
  }
  if (reply.status !== 200 && reply.status !== 404) throw new ProviderFailure('status')
  if (reserved[0].rejections > 0) await db.batch({ forgotten: forgetRejections(server.name) })
  return reply
}

const parseJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes))
  } catch {
    throw new ProviderFailure('malformed')
  }
}

/** @returns a function that asks the server with data */
export const asker =
  (c: RequestContext, server: Server, endAt: number): Ask =>
  async <S extends z.ZodType>(url: URL, schema: S) => {
    const { status, bytes } = await askServer(c, server, url, { maxBytes: maxDataBytes, endAt })
    if (status !== 200) throw new ProviderFailure('status')
    const result = schema.safeParse(parseJson(bytes))
    if (!result.success) throw new ProviderFailure('malformed')
    return result.data
  }
