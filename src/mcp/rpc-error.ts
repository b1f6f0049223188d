/** The codes of JSON-RPC 2.0, and those of the protocol (2026-07-28, "Error Codes"). */
export const rpcCodes = {
  parse: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  headerMismatch: -32020,
  unsupportedVersion: -32022,
} as const

interface RpcErrorOptions {
  /** 200 for an error of a request that was understood. */
  status?: 200 | 400 | 404 | 406
  data?: object
}

/** An error of the protocol: for the client, not for its assistant. */
export class RpcError extends Error {
  readonly code: number
  readonly status: NonNullable<RpcErrorOptions['status']>
  readonly data: object | undefined

  constructor(code: keyof typeof rpcCodes, message: string, { status = 200, data }: RpcErrorOptions = {}) {
    super(message)
    this.code = rpcCodes[code]
    this.status = status
    this.data = data
  }
}

export const badRequest = (code: keyof typeof rpcCodes, message: string, data?: object): RpcError =>
  new RpcError(code, message, { status: 400, ...(data && { data }) })
