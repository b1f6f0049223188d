import { ApiFailure } from '../demo/api.mjs'

/** @param {string} url of the service */
export const openApi = (url) => {
  const send = async (method, path, { json, form, token, headers } = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(json && { 'Content-Type': 'application/json' }),
        ...(token && { Authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: json ? JSON.stringify(json) : form,
    })
    const body = response.status === 204 ? undefined : await response.json()
    if (!response.ok) throw new ApiFailure(`${method} ${path}`, response.status, body)
    return body?.data
  }
  const signIn = (email, password) => send('POST', '/users/login', { json: { email, password } })
  return {
    send,
    signIn,
    /** @returns a new reader with tokens */
    signUp: async (name, email, password) => {
      await send('POST', '/users', { json: { name, email, password } })
      return signIn(email, password)
    },
    /** @returns {Promise<number>} the status */
    statusOf: async (path, token) =>
      (await fetch(url + path, { headers: token ? { Authorization: `Bearer ${token}` } : {} })).status,
    bytesOf: async (path) => Buffer.from(await (await fetch(url + path)).arrayBuffer()),
  }
}
