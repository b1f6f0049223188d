import { type Client, createClient } from '../../client/index.ts'
import { origin } from '../support/client.ts'
import { wire } from './service.ts'

/** A browser. Its tabs share the cookies. */
export const browser = () => {
  const cookies = new Map<string, string>()
  const { fetch, ...connection } = wire()
  const fetchWithCookies: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    request.headers.set('Origin', origin)
    if (cookies.size > 0) request.headers.set('Cookie', [...cookies].map((pair) => pair.join('=')).join('; '))
    const response = await fetch(request)
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    }
    return response
  }
  const newTab = (): Client => createClient({ baseUrl: origin, transport: 'cookie', fetch: fetchWithCookies })
  return { ...connection, cookies, newTab }
}
