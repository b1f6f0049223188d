import { app } from './app.ts'
import { openDatabase } from './db/client.ts'
import { readConfig } from './http/config.ts'
import { maintain } from './maintenance.ts'

export default {
  fetch: app.fetch,
  scheduled: ({ scheduledTime }, env) =>
    maintain(openDatabase(env.DB), env.COVERS, new Date(scheduledTime), readConfig(env)),
} satisfies ExportedHandler<Env>
