/** A status that the API is not expected to send. */
export class ApiFailure extends Error {
  name = 'ApiFailure'
  constructor(request, status, body) {
    super(`${request}: ${status} ${body?.message ?? ''}`.trim())
    this.status = status
    this.code = body?.error?.code
  }
}

/** @param {string} host a name or an address */
export const isLoopback = (host) => /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?)$/.test(host)

/**
 * The few calls of the public API that a demo library needs.
 * @param {string} url the origin of the service; on a loopback address, because the reader's password is printed
 */
export const openApi = (url) => {
  if (!isLoopback(new URL(url).hostname))
    throw new Error(`The demo reader is for this machine only, not for ${url}`)

  const send = async (method, path, { json, form, token } = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(json && { 'Content-Type': 'application/json' }),
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      body: json ? JSON.stringify(json) : form,
    })
    const body = response.status === 204 ? undefined : await response.json().catch(() => undefined)
    if (!response.ok) throw new ApiFailure(`${method} ${path}`, response.status, body)
    return body?.data
  }

  return {
    signUp: ({ name, email, password }) => send('POST', '/users', { json: { name, email, password } }),
    /** @returns {Promise<string>} an access token */
    signIn: async ({ email, password }) =>
      (await send('POST', '/users/login', { json: { email, password } })).access_token,
    signOut: (token) => send('POST', '/users/logout', { token }),
    addBook: (token, form) => send('POST', '/books', { form, token }),
  }
}
