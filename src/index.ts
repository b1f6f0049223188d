import { app } from './app.ts'
import { limitCalls } from './bindings/time-limit.ts'
import { openDatabase } from './db/client.ts'
import { readConfig } from './http/config.ts'
import { nameVersion } from './http/log.ts'
import { maintain } from './maintenance.ts'

export default {
  fetch: app.fetch,
  scheduled: ({ scheduledTime }, env) => {
    nameVersion(env)
    const config = readConfig(env)
    const { timeLimitMs, disabledAccountDays } = config
    const db = openDatabase(env.DB, 'primary', timeLimitMs)
    return maintain(db, limitCalls(env.COVERS, 'R2', timeLimitMs), new Date(scheduledTime), {
      disabledAccountDays,
      config,
    })
  },
} satisfies ExportedHandler<Env>
