import type { ErrorCode } from '../../src/http/errors.ts'
import { callerErrors } from './errors/caller.ts'
import { inputErrors } from './errors/input.ts'
import type { Cause } from './errors/request.ts'
import { stateErrors } from './errors/state.ts'

const causes: Partial<Record<ErrorCode, Cause>> = { ...inputErrors, ...callerErrors, ...stateErrors }

/** @returns a request that fails with the code */
export const causeError: (code: string, operation: string) => ReturnType<Cause> = (code, operation) => {
  const cause = causes[code as ErrorCode]
  if (!cause) throw new Error(`test/openapi/errors has no request that fails with ${code}`)
  return cause(operation)
}
