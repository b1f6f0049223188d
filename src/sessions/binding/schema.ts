import * as z from 'zod'

const text = (max: number, description: string) => z.string().max(max).describe(description)

const rule = z.object({
  type: z.enum(['include', 'exclude']).describe('Whether requests that match wait for the cookie.'),
  domain: text(300, 'The host of the requests.'),
  path: text(200, 'The start of their path.'),
})

const credential = z.object({
  type: z.literal('cookie').describe('The kind of the credential.'),
  name: text(100, 'The name of the cookie.'),
  attributes: text(200, 'The attributes of the cookie.'),
})

/** The session instructions of the W3C draft: which requests wait for which cookie, and where it is renewed. */
export const bindingConfig = z.object({
  session_identifier: text(256, 'The name of the session, for `Sec-Secure-Session-Id`.'),
  refresh_url: text(200, 'The path that renews the cookie.'),
  scope: z
    .object({
      origin: text(300, 'The origin of the session.'),
      include_site: z.boolean().describe('Whether other hosts of the site belong to the session.'),
      scope_specification: z.array(rule).max(10).describe('The rules. The last one that matches counts.'),
    })
    .describe('The requests that may wait.'),
  credentials: z.array(credential).max(1).describe('The cookies that the browser renews.'),
})
