import { resolve } from 'node:path'
import { getPlatformProxy } from 'wrangler'
import { readInstallation } from '../deploy/config.mjs'
import { requireLogin } from '../deploy/login.mjs'
import { withTemporaryFolder } from '../deploy/temporary.mjs'
import { readFromWrangler } from '../deploy/wrangler.mjs'
import { BackupError } from './error.mjs'
import { bucketStore, folderStore } from './stores.mjs'

/** @typedef {import('./options.mjs').Place} Place */

const findDatabase = async ({ id, name }) => {
  if (id) return id
  const databases = await readFromWrangler(['d1', 'list', '--json'], "the list of the account's databases")
  const found = databases.find((other) => other.name === name)
  if (!found) throw new BackupError(`The account has no database ${name}.`)
  return found.uuid
}

const bucketsOf = (places) => [...new Set(places.filter(({ bucket }) => bucket).map(({ bucket }) => bucket))]

/**
 * A configuration with nothing but the database and the buckets. Wrangler reaches remote ones through a preview Worker
 * of its own, and renews the preview when it expires.
 */
const configure = async ({ name, database, bucket }, isRemote, buckets) => {
  const remote = isRemote ? { remote: true } : {}
  const id = isRemote
    ? { database_id: await findDatabase(database) }
    : database.id && { database_id: database.id }
  return {
    name: `${name}-backup`,
    compatibility_date: '2026-11-01',
    d1_databases: [{ binding: 'DB', database_name: database.name, ...id, ...remote }],
    r2_buckets: [
      { binding: 'COVERS', bucket_name: bucket.name, ...remote },
      ...buckets.map((other, at) => ({ binding: `BACKUP_${at}`, bucket_name: other, ...remote })),
    ],
  }
}

const open = async (options) => {
  try {
    return await getPlatformProxy(options)
  } catch (error) {
    throw new BackupError(`Cannot open the database and the buckets: ${error.message}`)
  }
}

/**
 * Opens the database and the buckets of an installation, local or at Cloudflare, with the same interface.
 * @template T
 * @param {{ env: string, isRemote: boolean, persistTo: string }} options
 * @param {Place[]} places of backups
 * @param {(opened: { installation: import('../deploy/config.mjs').Installation, db: D1Database, covers: R2Bucket,
 *   stores: import('./stores.mjs').Store[] }) => Promise<T>} work `stores`: one for each place
 * @param {{ prepare?: (installation: import('../deploy/config.mjs').Installation) => Promise<void> }} [steps] `prepare`
 *   runs before the database is opened
 * @returns {Promise<T>} @throws BackupError
 */
export const withBindings = async ({ env, isRemote, persistTo }, places, work, { prepare } = {}) => {
  const installation = readInstallation(env)
  const buckets = bucketsOf(places)
  if (buckets.includes(installation.bucket.name))
    throw new BackupError(`${installation.bucket.name} has the covers: choose another bucket for backups.`)
  if (isRemote) await requireLogin()
  await prepare?.(installation)
  // Wrangler would fetch request.cf from the network.
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  return withTemporaryFolder(async ({ write }) => {
    const configPath = write(
      'wrangler.json',
      JSON.stringify(await configure(installation, isRemote, buckets)),
    )
    const persist = { path: resolve(persistTo, 'v3') }
    const { env: bindings, dispose } = await open({
      configPath,
      persist,
      envFiles: [],
      remoteBindings: isRemote,
    })
    const toStore = ({ folder, bucket, name }) =>
      folder === undefined
        ? bucketStore(bindings[`BACKUP_${buckets.indexOf(bucket)}`], `r2:${bucket}/${name}`, name)
        : folderStore(folder)
    try {
      return await work({
        installation,
        db: bindings.DB,
        covers: bindings.COVERS,
        stores: places.map(toStore),
      })
    } finally {
      await dispose()
    }
  })
}
