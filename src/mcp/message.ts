import * as z from 'zod'
import { stating } from '../http/json-schema.ts'
import { maxWordLength } from './limits.ts'
import { badRequest } from './rpc-error.ts'

const word = z
  .string()
  .max(maxWordLength)
  .refine((text) => text.isWellFormed(), 'Must be well-formed Unicode.')

export const messageId = z.union([
  word,
  stating(z.int(), {
    type: 'integer',
    format: 'int64',
    minimum: Number.MIN_SAFE_INTEGER,
    maximum: Number.MAX_SAFE_INTEGER,
  }),
])

/** A request, or without `id` a notification (JSON-RPC 2.0). */
export const message = z
  .object({
    jsonrpc: z.literal('2.0').describe('The version of JSON-RPC.'),
    id: messageId.optional().describe('Names the request in its response. A notification has none.'),
    method: word.describe('For example `tools/list` or `tools/call`.'),
    params: z.looseObject({}).optional().describe('As the method asks.'),
  })
  .meta({
    id: 'RpcMessage',
    examples: [
      {
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name: 'search_books', arguments: { status: 'reading' } },
      },
    ],
  })

export type Message = z.output<typeof message>
export type MessageId = z.output<typeof messageId>

/** @throws RpcError for a batch, a response, and for anything that is no message */
export const readMessage = (body: unknown): Message => {
  if (Array.isArray(body)) throw badRequest('invalidRequest', 'Send one message in a request, not a batch.')
  const result = message.safeParse(body)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw badRequest(
    'invalidRequest',
    `Not a request of JSON-RPC 2.0: ${issue?.path.join('.')} ${issue?.message}`,
  )
}

/** @returns the id of a body that may not be a message; null if it has none */
export const idIn = (body: unknown): MessageId | null => {
  const { success, data } = z.object({ id: messageId }).safeParse(body)
  return success ? data.id : null
}
