import { readFileSync } from 'node:fs'
import { cloudState, idOf, readAccount } from './account.mjs'
import { losingResponses } from './lost-responses.mjs'
import { openCloud } from './open-cloud.mjs'

export {
  unstable_convertConfigBindingsToStartWorkerBindings,
  unstable_readConfig,
} from '../../../../node_modules/wrangler/wrangler-dist/cli.js'

// As wrangler reports an upload of its preview Worker that Cloudflare rejects.
const reject = (reason) => {
  throw new Error(`Failed to start the remote proxy session. ${reason}`)
}

const requireRemote = ({ d1_databases, r2_buckets }, account) => {
  if (!account.loggedIn) reject('You must be logged in to use this command')
  for (const { remote } of [...d1_databases, ...r2_buckets]) if (!remote) reject('A binding is local')
  for (const { database_name, database_id } of d1_databases)
    if (!account.databases.includes(database_name) || database_id !== idOf(database_name))
      reject(`binding DB of type d1 must have a valid \`database_id\` specified [code: 10021]`)
  for (const { bucket_name } of r2_buckets)
    if (!account.buckets.includes(bucket_name)) reject(`R2 bucket '${bucket_name}' not found [code: 10085]`)
}

/** Checks what Cloudflare would check, then opens the account's own state. */
export const getPlatformProxy = async ({ configPath, remoteBindings }) => {
  if (remoteBindings !== true) reject('Local bindings in a test of remote ones')
  const account = readAccount()
  const { d1_databases, r2_buckets } = JSON.parse(readFileSync(configPath, 'utf8'))
  requireRemote({ d1_databases, r2_buckets }, account)
  const local = (list) => list.map(({ remote, ...binding }) => binding)
  const cloud = await openCloud(cloudState(), {
    d1_databases: local(d1_databases),
    r2_buckets: local(r2_buckets),
  })
  return { env: losingResponses(cloud.env, account.lostResponses), dispose: cloud.dispose }
}
