/** A status that the API is not expected to send. */
export class ApiFailure extends Error {
  name = 'ApiFailure'
  constructor(request, status, body) {
    super(`${request}: ${status} ${body?.message ?? ''}`.trim())
    this.status = status
    this.code = body?.error?.code
  }
}

/** @returns a function that ignores the error with this code */
export const unless = (code) => (error) => {
  if (!(error instanceof ApiFailure && error.code === code)) throw error
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

  /** The token in the mail of a sign-up, from the development outbox; undefined if the email has an account already. */
  const mailedToken = async (email) => {
    const mails = await (await fetch(`${url}/development/outbox.json`)).json()
    const mail = mails.find(({ recipient, template }) => recipient === email && template === 'sign_up')
    return mail && /\?token=([\w-]+)/.exec(mail.text)?.[1]
  }

  return {
    /** Where the service sends mail, the account exists once its link is used. */
    signUp: async ({ name, email, password }) => {
      const user = await send('POST', '/users', { json: { name, email, password } })
      if (user !== null) return
      const token = await mailedToken(email)
      // An earlier start may have used the link.
      if (token) await send('POST', '/users/email/verify', { json: { token } }).catch(unless('invalid_link'))
    },
    /** @returns {Promise<string>} an access token */
    signIn: async ({ email, password }) =>
      (await send('POST', '/users/login', { json: { email, password } })).access_token,
    signOut: (token) => send('POST', '/users/logout', { token }),
    addBook: (token, form) => send('POST', '/books', { form, token }),
  }
}
