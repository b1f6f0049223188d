/** @returns a request of JSON-RPC, in the older revision of the protocol */
export const rpcMessage = (method: string, params?: object, id: unknown = 1) => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
})

/** @returns a request that calls a tool */
export const callOf = (name: string, input: object = {}) =>
  rpcMessage('tools/call', { name, arguments: input })
