import type { Caller, CallerContext } from '../auth/caller.ts'
import { callTool, readCall } from './call-tool.ts'
import { idIn, type Message, type MessageId, readMessage } from './message.ts'
import { inForm, methods } from './methods.ts'
import { readRevision } from './revision.ts'
import { badRequest, RpcError } from './rpc-error.ts'
import { scopesOf } from './scopes.ts'

/** A request whose caller may get another scope. */
type McpContext = CallerContext & { set: (name: 'caller', caller: Caller) => void }

/** The body is null for a notification. */
interface Reply {
  status: 200 | 202 | RpcError['status']
  body: object | null
}

const jsonRange = /(?:^|,)\s*(?:application\/(?:json|\*)|\*\/\*)\s*(?:[;,]|$)/i

/** @throws RpcError for a client that takes no JSON, which is all that it would get */
const requireJsonAccepted = ({ req }: McpContext): void => {
  const accept = req.header('Accept')
  if (accept === undefined || jsonRange.test(accept)) return
  throw new RpcError('invalidRequest', 'Accept must have application/json.', { status: 406 })
}

/** @returns the result of a request */
const carryOut = async (c: McpContext, message: Message): Promise<object> => {
  const revision = readRevision(c, message)
  if (message.method === 'tools/call') {
    const { tool, input } = readCall(message)
    c.var.line.fields = { ...c.var.line.fields, tool: tool.name }
    const { caller } = c.var
    if (caller.kind === 'key') c.set('caller', { ...caller, scope: tool.scope })
    return inForm(revision, await callTool(c, tool, input))
  }
  const method = methods[revision].get(message.method)
  if (!method)
    throw new RpcError('methodNotFound', 'There is no such method.', {
      status: revision === 'modern' ? 404 : 200,
    })
  return inForm(revision, method(message, await scopesOf(c)))
}

const replyTo = async (c: McpContext, body: unknown): Promise<Reply> => {
  const message = readMessage(body)
  if (message.id !== undefined)
    return { status: 200, body: { jsonrpc: '2.0', id: message.id, result: await carryOut(c, message) } }
  await scopesOf(c)
  return { status: 202, body: null }
}

const errorReply = ({ status, code, message, data }: RpcError, id: MessageId | null): Reply => ({
  status,
  body: { jsonrpc: '2.0', id, error: { code, message, ...(data && { data }) } },
})

/**
 * Carries out one message of the protocol. It holds nothing between two messages.
 * @param body undefined if it is not JSON
 * @throws ApiError `invalid_token`, `insufficient_scope`; DatabaseError
 */
export const respondTo = async (c: McpContext, body: { value: unknown } | undefined): Promise<Reply> => {
  try {
    requireJsonAccepted(c)
    if (!body) throw badRequest('parse', 'The body must be JSON in UTF-8, with each name at most once.')
    return await replyTo(c, body.value)
  } catch (error) {
    if (!(error instanceof RpcError)) throw error
    // A forged key must not learn of errors that come before D1 has been asked.
    if (c.var.db.usage.trips === 0) await scopesOf(c)
    return errorReply(error, idIn(body?.value))
  }
}
