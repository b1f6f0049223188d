import type * as z from 'zod'
import type { CallerContext } from '../auth/caller.ts'
import { parseInput } from '../http/validate.ts'
import { inputSchemaOf } from './input-schema.ts'
import type { ToolScope } from './scopes.ts'

interface Definition<S extends z.ZodType> {
  name: string
  title: string
  description: string
  /** The scope that a key needs. */
  scope: ToolScope
  isReadOnly: boolean
  /** Whether it asks servers besides this one. */
  isOpenWorld?: boolean
  input: S
  /** @returns a small object, as JSON can hold it */
  run: (c: CallerContext, input: z.output<S>) => Promise<object>
}

/** A tool, with its input hidden behind `call`. */
export interface Tool {
  name: string
  scope: ToolScope
  /** As in `tools/list`. */
  describe: () => object
  /** @throws ApiError `invalid_input`, and the errors of the route that does the same */
  call: (c: CallerContext, input: unknown) => Promise<object>
}

export const tool = <S extends z.ZodType>({ input, run, ...one }: Definition<S>): Tool => ({
  name: one.name,
  scope: one.scope,
  describe: () => ({
    name: one.name,
    title: one.title,
    description: one.description,
    inputSchema: inputSchemaOf(input),
    annotations: {
      title: one.title,
      readOnlyHint: one.isReadOnly,
      // Texts only grow, and a result has the values that it replaced: nothing is lost.
      destructiveHint: false,
      idempotentHint: one.isReadOnly,
      openWorldHint: one.isOpenWorld ?? false,
    },
  }),
  call: (c, args) => run(c, parseInput(input, args)),
})
