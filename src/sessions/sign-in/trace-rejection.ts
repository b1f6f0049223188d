import { createMiddleware } from 'hono/factory'
import { logHash } from '../../auth/log-hash.ts'
import { clientNetwork } from '../../http/client-network.ts'
import type { AppEnv } from '../../http/env.ts'

const rejections = [401, 403, 429]

/** The body, once a later handler of the route line has checked it. */
type Validated = { out: { json: { email: string } | undefined } }

/**
 * Adds keyed hashes of the email and of the client's network to the line of a rejected sign-in. So the log shows many
 * attempts at one email, and attempts of one network at many emails.
 */
export const traceRejection = createMiddleware<AppEnv, string, Validated>(async (c, next) => {
  await next()
  const { config, failure, line } = c.var
  if (!failure || !rejections.includes(failure.status)) return
  // Absent if the request was rejected before its body was read.
  const input = c.req.valid('json')
  const network = clientNetwork(c)
  line.fields = {
    emailHash: input && (await logHash(config, 'email', input.email)),
    networkHash: network && (await logHash(config, 'network', network)),
  }
})
