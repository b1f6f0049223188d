import * as z from 'zod'
import { contract } from '../http/contract.ts'
import { wholeNumber } from '../http/fields.ts'
import { messageId } from './message.ts'

const jsonrpc = z.literal('2.0').describe('The version of JSON-RPC.')

const result = z
  .object({
    jsonrpc,
    id: messageId.describe('The id of the request.'),
    result: z.looseObject({}).describe('As the method says.'),
  })
  .meta({ id: 'RpcResult' })

const error = z
  .object({
    jsonrpc,
    id: messageId.nullable().describe('The id of the request; null if it could not be read.'),
    error: z
      .object({
        code: wholeNumber(-32768, -32000).describe('As JSON-RPC and the protocol say.'),
        message: z.string().max(1000).describe('The error, for people.'),
        data: z.looseObject({}).optional().describe('More about the error.'),
      })
      .describe('The error.'),
  })
  .meta({ id: 'RpcError' })

const ofRequest = (message: string) => ({ message, content: { 'application/json': error } })

export const mcpContract = contract({
  id: 'sendMcpMessage',
  summary: 'Send a message of an assistant',
  description:
    'For assistants: one JSON-RPC message of the Model Context Protocol, by Streamable HTTP and without a session. `tools/list` ' +
    'has the tools. Reading needs a key with `books:read`, changes need `books:write`. An error of a tool is a result with ' +
    '`isError`. See docs/assistants.md.',
  tag: 'Assistants',
  responses: {
    200: { message: 'The response.', content: { 'application/json': z.union([result, error]) } },
    202: { message: 'A notification was accepted.', content: {} },
    400: ofRequest('The message is malformed, or speaks another revision.'),
    404: ofRequest('The method does not exist.'),
    406: ofRequest('The client accepts no JSON.'),
  },
  errors: ['invalid_token'],
})
