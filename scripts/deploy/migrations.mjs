import { copyFileSync, mkdirSync } from 'node:fs'
import { isDropOnly } from '../migrations/drop-only.mjs'
import { readMigrations } from '../migrations/read.mjs'
import { DeployError } from './commands.mjs'
import { envOption } from './env-option.mjs'
import { withTemporaryFolder } from './temporary.mjs'
import { wrangler } from './wrangler.mjs'

/** @typedef {import('./config.mjs').Installation} Installation */

const folder = 'migrations'

const apply = ({ env, database }, options = []) =>
  wrangler(['d1', 'migrations', 'apply', database.binding, '--remote', envOption(env), ...options], {
    show: true,
  })

const undone =
  'A migration failed; the error of wrangler is above. D1 has undone this migration but not earlier ones.'

const requireApplied = ({ ok }) => {
  if (!ok) throw new DeployError(`${undone} The new version is not deployed.`)
}

/** Applies the migrations that the database lacks. @param {Installation} installation @throws DeployError */
export const applyMigrations = async (installation) => requireApplied(await apply(installation))

/** Whether some migration only drops indexes. */
export const hasDrops = () => readMigrations(folder).some(({ sql }) => isDropOnly(sql))

/**
 * Runs `work` with a copy of wrangler.toml beside a folder that lacks the migrations that only drop indexes. wrangler
 * looks for the folder beside the file, and records each migration by its name.
 * @template T @param {(config: string) => Promise<T>} work @returns {Promise<T>}
 */
export const withoutDrops = (work) =>
  withTemporaryFolder(async ({ path }) => {
    const config = path('wrangler.toml')
    copyFileSync('wrangler.toml', config)
    mkdirSync(path(folder))
    for (const { tag, sql } of readMigrations(folder))
      if (!isDropOnly(sql)) copyFileSync(`${folder}/${tag}.sql`, path(`${folder}/${tag}.sql`))
    return work(config)
  })

/**
 * Applies the migrations on which the version in service works as well: all but those that only drop indexes.
 * @param {Installation} installation @throws DeployError
 */
export const applyAdditions = (installation) =>
  withoutDrops(async (config) => requireApplied(await apply(installation, ['--config', config])))

/**
 * Applies the migrations that only drop indexes. The new version must be in service.
 * @param {Installation} installation @throws DeployError
 */
export const applyDrops = async (installation) => {
  const { ok } = await apply(installation)
  if (!ok)
    throw new DeployError(
      `${undone} The new version is in service and works, and the indexes are still there. Deploy again to drop them.`,
    )
}
