import { withinLimit } from '../bindings/time-limit.ts'
import { factory } from '../http/env.ts'
import { logEvent } from '../http/log.ts'
import { version } from '../http/version.ts'
import { healthContract } from './contract.ts'
import { selectAnything } from './statements.ts'

const stateOf = async (name: string, check: Promise<unknown>): Promise<'ok' | 'failed'> => {
  try {
    await check
    return 'ok'
  } catch (cause) {
    logEvent('error', 'unhealthy', { name, cause })
    return 'failed'
  }
}

export const health = factory
  .createApp()

  .get('/', healthContract, async (c) => {
    const { healthTimeLimitMs } = c.var.config
    const [d1, r2] = await Promise.all([
      stateOf('d1', withinLimit('D1', healthTimeLimitMs, c.var.db.batch({ any: selectAnything() }))),
      stateOf('r2', withinLimit('R2', healthTimeLimitMs, c.var.bucket.head('health'))),
    ])
    const status = d1 === 'ok' && r2 === 'ok' ? 'ok' : 'failed'
    const report = {
      status,
      version,
      deployment: c.env.CF_VERSION_METADATA.id,
      checks: { d1, r2 },
    } as const
    return status === 'ok' ? c.var.respond(200, report) : c.var.respond(503, report)
  })
