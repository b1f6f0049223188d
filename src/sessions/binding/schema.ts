import * as z from 'zod'

const path = z.string().max(200)

/** The session instructions of the W3C draft: which requests wait for which cookie, and where it is renewed. */
export const bindingConfig = z.object({
  session_identifier: z.string().max(256),
  refresh_url: path,
  scope: z.object({
    origin: z.string().max(300),
    include_site: z.boolean(),
    scope_specification: z
      .array(z.object({ type: z.enum(['include', 'exclude']), domain: z.string().max(300), path }))
      .max(10),
  }),
  credentials: z
    .array(
      z.object({ type: z.literal('cookie'), name: z.string().max(100), attributes: z.string().max(200) }),
    )
    .max(1),
})
