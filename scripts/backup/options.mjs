import { parseArgs } from 'node:util'
import { BackupError } from './error.mjs'

const place = `FOLDER, or r2:BUCKET/NAME: a bucket of the same account, and a name in it`

const installation = `  --remote                  the installation at Cloudflare
  --local                   that of \`npm run dev\` on this machine
  --env production|staging  which installation (default: production)
  --persist-to FOLDER       with --local: the folder of its state (default: .wrangler/state)
  --help                    print this text`

export const backupUsage = `npm run backup -- --remote|--local --to PLACE [options]

  --to PLACE                ${place}.
                            An interrupted backup continues when the command runs again.
${installation}`

export const restoreUsage = `npm run restore -- --remote|--local --from PLACE [options]
npm run restore -- --remote|--local --after-time-travel

  --from PLACE              ${place}
  --also-erased PLACE       another backup, whose erased accounts are left out too; may be repeated
  --check                   compare all checksums of the backup, and change nothing
  --after-time-travel       after \`wrangler d1 time-travel restore\`: end the sessions that are back, and erase the
                            erased accounts again
${installation}`

const shared = {
  remote: { type: 'boolean', default: false },
  local: { type: 'boolean', default: false },
  env: { type: 'string', default: 'production' },
  'persist-to': { type: 'string', default: '.wrangler/state' },
  help: { type: 'boolean', default: false },
}

/** A folder, or a name in a bucket. @typedef {{ folder: string } | { bucket: string, name: string }} Place */

/** @param {string} text @returns {Place} @throws BackupError */
const readPlace = (text) => {
  if (!text.startsWith('r2:')) return { folder: text }
  const [, bucket, name] = /^r2:([a-z0-9][a-z0-9-]{1,62})\/([\w.-]{1,100})$/.exec(text) ?? []
  if (!bucket || /^\.+$/.test(name))
    throw new BackupError(`A bucket is given as r2:BUCKET/NAME, not ${JSON.stringify(text)}.`)
  return { bucket, name }
}

const parse = (args, usage, options) => {
  const fail = (message) => {
    throw new BackupError(`${message}\n\n${usage}`)
  }
  let values
  try {
    values = parseArgs({ args, options: { ...shared, ...options } }).values
  } catch (error) {
    fail(error.message)
  }
  const { remote, local, env, help, 'persist-to': persistTo } = values
  if (!help && remote === local) fail('Give one of --remote and --local.')
  if (env !== 'production' && env !== 'staging')
    fail(`--env must be production or staging, not ${JSON.stringify(env)}.`)
  return { values, fail, common: { env, isRemote: remote, persistTo, help } }
}

/** @typedef {{ env: 'production' | 'staging', isRemote: boolean, persistTo: string, help: boolean }} Installation */

/** @param {string[]} args @returns {Installation & { to: Place }} @throws BackupError */
export const readBackupOptions = (args) => {
  const { values, fail, common } = parse(args, backupUsage, { to: { type: 'string' } })
  if (common.help) return common
  return { ...common, to: readPlace(values.to ?? fail('Give --to.')) }
}

/**
 * @param {string[]} args
 * @returns {Installation & { from?: Place, alsoErased: Place[], isCheck: boolean, isTimeTravel: boolean }}
 * @throws BackupError
 */
export const readRestoreOptions = (args) => {
  const { values, fail, common } = parse(args, restoreUsage, {
    from: { type: 'string' },
    'also-erased': { type: 'string', multiple: true, default: [] },
    check: { type: 'boolean', default: false },
    'after-time-travel': { type: 'boolean', default: false },
  })
  if (common.help) return common
  const isTimeTravel = values['after-time-travel']
  if (isTimeTravel === (values.from !== undefined)) fail('Give one of --from and --after-time-travel.')
  return {
    ...common,
    from: values.from === undefined ? undefined : readPlace(values.from),
    alsoErased: values['also-erased'].map(readPlace),
    isCheck: values.check,
    isTimeTravel,
  }
}
