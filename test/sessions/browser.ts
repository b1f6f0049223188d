import { api, origin } from '../support/client.ts'
import { newUser, password, type TestUser } from '../support/makers.ts'

export const refreshCookie = '__Host-refresh'

/** @returns the cookies of a response: their values and sorted attributes, by name */
export const cookiesOf = (response: Response) =>
  Object.fromEntries(
    response.headers.getSetCookie().map((line) => {
      const [pair = '', ...attributes] = line.split('; ')
      const [name = '', value = ''] = pair.split('=')
      return [name, { value, attributes: attributes.toSorted() }]
    }),
  )

/** The headers of a browser that has the cookie, on a page of the service. */
export const browser = (token: string) => ({ Cookie: `${refreshCookie}=${token}`, Origin: origin })

export const signInByCookie = (user: TestUser, headers: Record<string, string> = { Origin: origin }) =>
  api.post('/users/login', { body: { email: user.email, password, transport: 'cookie' }, headers })

export const tokenOf = (response: Response): string => {
  const { value } = cookiesOf(response)[refreshCookie] ?? {}
  if (!value) throw new Error('There is no refresh token in the cookies')
  return value
}

/** @returns the refresh token of a new user's new session */
export const newCookie = async () => {
  const user = await newUser()
  return { user, token: tokenOf(await signInByCookie(user)) }
}

export const refreshBy = (token: string) => api.post('/users/refresh', { headers: browser(token) })
