// The packed types are a copy. Each must accept the values of the other.
import type * as packed from 'bookplate/client'
import type * as repository from '../../../client/index.ts'

export const pack = (client: repository.Client): packed.Client => client
export const unpack = (client: packed.Client): repository.Client => client
export const packCode = (code: repository.ErrorCode): packed.ErrorCode => code
export const unpackCode = (code: packed.ErrorCode): repository.ErrorCode => code
export const packOptions = (options: repository.ClientOptions): packed.ClientOptions => options
export const unpackOptions = (options: packed.ClientOptions): repository.ClientOptions => options
export const packLimits = (limits: typeof repository.limits): Record<keyof typeof packed.limits, number> =>
  limits
export const unpackLimits = (limits: typeof packed.limits): Record<keyof typeof repository.limits, number> =>
  limits
