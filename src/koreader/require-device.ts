import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { digestToken } from '../auth/random-tokens.ts'
import type { AppEnv } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { marked, type SecurityScheme } from '../http/marks.ts'
import { normalEmail } from '../users/normal-email.ts'
import type { Device } from './statements.ts'

const deviceKey: SecurityScheme = {
  name: 'deviceKey',
  definition: {
    type: 'apiKey',
    in: 'header',
    name: 'x-auth-key',
    description:
      'The MD5 of an API key with the scope `sync`, in hexadecimal, together with the email of its owner in `x-auth-user`. ' +
      'KOReader sends both.',
  },
}

type DeviceEnv = AppEnv & { Variables: { device: Device } }

/** @param md5 of the key, in hexadecimal. The key has 128 random bits: its MD5 is not guessed. */
export const deviceOf = async (userName: string, md5: string): Promise<Device> => ({
  email: normalEmail(userName),
  digest: await digestToken(md5.toLowerCase()),
  at: new Date(),
})

/**
 * The guard of a route of devices: sets `c.var.device`, without a request to D1. The statements of the route check it.
 * @throws ApiError `invalid_device_key`
 */
export const requireDevice: MiddlewareHandler<DeviceEnv> = marked(
  createMiddleware<DeviceEnv>(async (c, next) => {
    const userName = c.req.header('x-auth-user')
    const md5 = c.req.header('x-auth-key')
    if (!userName || !md5) throw new ApiError('invalid_device_key', { cause: 'a header is missing' })
    c.set('device', await deviceOf(userName, md5))
    await next()
  }),
  {
    security: [deviceKey],
    errors: ['invalid_device_key', 'service_unavailable'],
    requestHeaders: ['x-auth-user', 'X-D1-Bookmark'],
    responseHeaders: ['X-D1-Bookmark'],
  },
)
