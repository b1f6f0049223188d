import { after } from 'node:test'
import { createTestHarness } from 'wrangler'

// The real request.cf would be fetched from the network.
process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'

/**
 * Called once in a test file.
 * @param {number} count
 * @returns {Promise<D1Database[]>} empty databases of the local D1
 */
export const openDatabases = async (count) => {
  const names = Array.from({ length: count }, (_, at) => `DB${at}`)
  const d1_databases = names.map((name) => ({ binding: name, database_name: name, database_id: name }))
  const main = new URL('worker.mjs', import.meta.url).pathname
  const config = { name: 'databases', main, compatibility_date: '2026-11-01', d1_databases }
  const harness = createTestHarness({ workers: [{ config }] })
  after(() => harness.close())
  await harness.listen()
  const env = await harness.getWorker('databases').getEnv()
  return names.map((name) => env[name])
}
