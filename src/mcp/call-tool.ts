import * as z from 'zod'
import type { CallerContext } from '../auth/caller.ts'
import { ApiError } from '../http/errors.ts'
import { lackOfScope, toldError } from './failure.ts'
import { maxWordLength } from './limits.ts'
import type { Message } from './message.ts'
import { RpcError } from './rpc-error.ts'
import { scopesOf } from './scopes.ts'
import type { Tool } from './tool.ts'
import { tools } from './tools.ts'

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const callParams = z.object({
  name: z.string().max(maxWordLength),
  // Not a record, which would drop a member with the name `__proto__`: the input of a tool is strict.
  arguments: z.unknown().refine(isObject).default({}),
})

const resultOf = (value: object, isError: boolean) => ({
  content: [{ type: 'text', text: JSON.stringify(value) }],
  isError,
})

/**
 * @returns the tool that a request calls, and its input
 * @throws RpcError for an unknown tool, and for parameters of another form
 */
export const readCall = ({ params }: Message): { tool: Tool; input: unknown } => {
  const call = callParams.safeParse(params)
  if (!call.success) throw new RpcError('invalidParams', 'Give `name`, and `arguments` as an object.')
  const { name, arguments: input } = call.data
  const tool = tools.find((one) => one.name === name)
  if (!tool) throw new RpcError('invalidParams', 'There is no tool of this name.')
  return { tool, input }
}

/**
 * Calls a tool, with the D1 round trips of the route that does the same.
 * @param c whose caller has the scope of the tool
 * @returns a CallToolResult, also for an error that an assistant can do something about
 * @throws ApiError for all other errors
 */
export const callTool = async (c: CallerContext, tool: Tool, input: unknown): Promise<object> => {
  try {
    return resultOf(await tool.call(c, input), false)
  } catch (error) {
    // Input is checked before D1 has found the key, and only a live key learns of an error.
    const isUnknown =
      c.var.db.usage.trips === 0 || (error instanceof ApiError && error.code === 'insufficient_scope')
    const isLacking = isUnknown && !(await scopesOf(c)).includes(tool.scope)
    return resultOf(isLacking ? lackOfScope(tool.scope) : toldError(error), true)
  }
}
