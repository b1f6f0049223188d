import * as z from 'zod'
import type { RequestContext } from '../http/env.ts'
import { maxWordLength } from './limits.ts'
import type { Message } from './message.ts'
import { modern, supported } from './revisions.ts'
import { badRequest } from './rpc-error.ts'

const prefix = 'io.modelcontextprotocol'
export const serverInfoKey = `${prefix}/serverInfo`
const versionKey = `${prefix}/protocolVersion`
const capabilitiesKey = `${prefix}/clientCapabilities`

const unsupported = (requested: string) =>
  badRequest('unsupportedVersion', 'This revision of the protocol is not supported.', {
    supported,
    requested: requested.slice(0, maxWordLength).toWellFormed(),
  })

const mismatch = (name: string) =>
  badRequest('headerMismatch', `The header ${name} is missing, or says something else than the body.`)

/** The form of header values that are not plain ASCII (2026-07-28, "Value Encoding"). */
const encoded = /^=\?base64\?(?<text>[\w+/]*={0,2})\?=$/

const decode = (value: string): string | undefined => {
  const text = encoded.exec(value)?.groups?.text
  if (text === undefined) return value
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.fromBase64(text))
  } catch {
    return undefined
  }
}

/** @throws RpcError unless the headers say what the body says: a proxy may have decided by them */
const requireSameHeaders = ({ req }: RequestContext, { method, params }: Message): void => {
  if (req.header('Mcp-Method') !== method) throw mismatch('Mcp-Method')
  const name = req.header('Mcp-Name')
  if (method === 'tools/call' && (name === undefined || decode(name) !== params?.name))
    throw mismatch('Mcp-Name')
}

/**
 * Finds the revision that a request speaks.
 * @returns 'modern' for a request that says its revision itself, 'legacy' for one of a client that began with `initialize`
 * @throws RpcError for a revision that is not supported, and for one that headers and body do not agree on
 */
export const readRevision = (c: RequestContext, message: Message): 'modern' | 'legacy' => {
  const header = c.req.header('MCP-Protocol-Version')
  const meta = z.record(z.string(), z.unknown()).safeParse(message.params?._meta).data ?? {}
  const claimed = meta[versionKey]
  if (claimed === undefined) {
    if (header === modern) throw badRequest('invalidParams', `params._meta lacks ${versionKey}.`)
    if (header !== undefined && !supported.includes(header)) throw unsupported(header)
    return 'legacy'
  }
  if (typeof claimed !== 'string') throw badRequest('invalidParams', `${versionKey} must be text.`)
  if (header !== undefined && header !== claimed) throw mismatch('MCP-Protocol-Version')
  if (claimed !== modern) throw unsupported(claimed)
  if (header === undefined) throw mismatch('MCP-Protocol-Version')
  if (!z.record(z.string(), z.unknown()).safeParse(meta[capabilitiesKey]).success)
    throw badRequest('invalidParams', `params._meta lacks ${capabilitiesKey}.`)
  requireSameHeaders(c, message)
  return 'modern'
}
