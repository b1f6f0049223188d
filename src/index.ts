import { app } from './app.ts'
import { limitCalls } from './bindings/time-limit.ts'
import { openDatabase } from './db/client.ts'
import { readConfig } from './http/config.ts'
import { nameVersion } from './http/log.ts'
import { maintain } from './maintenance.ts'
import { deliverWebhooks } from './webhook/deliver.ts'

/** The cron trigger of wrangler.toml that delivers webhooks. Any other runs the maintenance. */
const everyMinute = '* * * * *'

export default {
  fetch: app.fetch,
  scheduled: ({ scheduledTime, cron }, env) => {
    nameVersion(env)
    const config = readConfig(env)
    const { timeLimitMs, disabledAccountDays } = config
    const db = openDatabase(env.DB, 'primary', timeLimitMs)
    if (cron === everyMinute) return deliverWebhooks(db, config)
    return maintain(db, limitCalls(env.COVERS, 'R2', timeLimitMs), new Date(scheduledTime), {
      disabledAccountDays,
      config,
    })
  },
} satisfies ExportedHandler<Env>
