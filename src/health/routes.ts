import packageJson from '../../package.json' with { type: 'json' }
import { factory } from '../http/env.ts'
import { logEvent } from '../http/log.ts'
import { checksHealth } from './contract.ts'
import { pingDatabase } from './statements.ts'

type State = 'ok' | 'failed'

const stateOf = async (name: string, check: Promise<unknown>): Promise<State> => {
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

  .get('/', checksHealth, async (c) => {
    const [d1, r2] = await Promise.all([
      stateOf('d1', pingDatabase(c.var.db)),
      stateOf('r2', c.env.COVERS.head('health')),
    ])
    const isHealthy = d1 === 'ok' && r2 === 'ok'
    const data = { status: isHealthy ? 'ok' : 'failed', version: packageJson.version, checks: { d1, r2 } }
    if (isHealthy) return c.json({ message: 'Up and running.', data }, 200)
    return c.json({ message: 'Out of order.', data, error: { code: 'service_unavailable' } }, 503)
  })
