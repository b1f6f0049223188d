import { rmSync } from 'node:fs'
import { startCatalogue } from './catalogue.mjs'
import { startDatabase } from './database.mjs'
import { startWorker } from './worker.mjs'

/** All tests share one service. Each test creates its own reader. */
export default async ({ provide }) => {
  // Screenshots of an earlier run.
  rmSync('coverage/browser', { recursive: true, force: true })
  // One hash call instead of six, for speed, and a low limit of attempts. Other tests cover the full values.
  const catalogue = await startCatalogue()
  const { origin, getEnv, close } = await startWorker({
    PASSWORD_HASH_CALLS: '1',
    FREE_GUESSES: '3',
    LOOKUP_ORIGIN: catalogue.origin,
  })
  provide('origin', origin)
  const database = await startDatabase(getEnv)
  provide('database', database.origin)
  return async () => {
    database.close()
    await close()
    await catalogue.close()
  }
}
