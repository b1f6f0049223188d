import { check, findUncommitted } from './check.mjs'
import { DeployError } from './commands.mjs'
import { findDeployed } from './deployed.mjs'
import { verifyHealth } from './health.mjs'
import { checkHttps } from './https.mjs'
import { keepSecrets, keptFiles, makeMissingSecrets } from './kept-secrets.mjs'
import { requireLogin } from './login.mjs'
import { applyAdditions, applyDrops, applyMigrations, hasDrops } from './migrations.mjs'
import { askPublicUrl, choosePublicUrl, requireFreeDomain, requireValidPublicUrl } from './public-url.mjs'
import { ensureBucket, ensureDatabase } from './resources.mjs'
import { upload } from './upload.mjs'

/** @typedef {import('./config.mjs').Installation} Installation */
/** @typedef {import('./options.mjs').Options} Options */

const requireCommitted = async (env) => {
  const changes = await findUncommitted()
  if (changes.length === 0) return
  const list = `Uncommitted changes:\n${changes.join('\n')}`
  if (env === 'production') throw new DeployError(`Commit first, then deploy to production. ${list}`)
  console.log(`! ${list}`)
}

const findPublicUrl = async (installation, { publicUrl, takeOver }, deployed) => {
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY
  const { url, domain } = await choosePublicUrl(installation, {
    given: publicUrl ?? installation.publicUrl,
    deployed: deployed?.publicUrl,
    ask: isTerminal
      ? () => askPublicUrl(installation.name, { input: process.stdin, output: process.stdout })
      : undefined,
  })
  if (domain && url !== deployed?.publicUrl && !takeOver) await requireFreeDomain(domain)
  return { url, domain }
}

// Before the deploy: without a copy of the signing key, keys could not be rotated.
const keepCopies = (env, secrets, done) => {
  if (secrets.created.length === 0) return
  if (process.env.CI) {
    console.log(
      `! ${secrets.created.join(' and ')}: new, without a copy because CI is set; see docs/operations.md`,
    )
    return
  }
  done(`Wrote ${keepSecrets(env, secrets).join(' and ')}: store them with your passwords`)
}

// The version before needs the indexes, so a version must have said that it is the new one.
const dropIndexes = async (installation, isInService, done) => {
  if (!isInService)
    return console.log('! Indexes that only the version before needs are dropped by the next deploy.')
  await applyDrops(installation)
  done('Applied the migrations that only drop indexes')
}

/**
 * Creates missing resources, applies migrations and deploys. Existing resources and secrets stay as they are, so that
 * an interrupted deploy can run again.
 * @param {Installation} installation @param {Options} options
 * @param {(change: string) => void} done reports a change @throws DeployError
 */
export const deploy = async (installation, options, done) => {
  const { env } = options
  await requireLogin()
  await requireCommitted(env)
  const deployed = await findDeployed(installation)
  const { url, domain } = await findPublicUrl(installation, options, deployed)
  const secrets = await makeMissingSecrets(installation, deployed?.secrets ?? [])
  await check(env)

  const { bucket, database } = installation
  if (await ensureBucket(installation)) done(`Created the bucket ${bucket.name}`)
  const isDatabaseInUse = deployed?.bindings.includes(database.binding) ?? false
  if (await ensureDatabase(installation, isDatabaseInUse)) done(`Created the database ${database.name}`)
  keepCopies(env, secrets, done)
  const hasLaterDrops = isDatabaseInUse && hasDrops()
  await (hasLaterDrops ? applyAdditions : applyMigrations)(installation)
  done('Applied the migrations')
  const version = await upload(installation, { url, domain, secrets: secrets.values })
  done(`Deployed version ${version} at ${url}`)
  const isInService = await verifyHealth(url, version, options.waitSeconds)
  if (hasLaterDrops) await dropIndexes(installation, isInService, done)
  await checkHttps(url)
}

/**
 * `--dry-run`: runs the checks that need no account, and lists the steps of a deploy.
 * @param {Installation} installation @param {Options} options @throws DeployError
 */
export const rehearse = async ({ env, name, database, bucket, secrets, publicUrl }, options) => {
  const given = options.publicUrl ?? publicUrl
  if (given) requireValidPublicUrl(given, name)
  await check(env)
  const changes = await findUncommitted()
  if (changes.length > 0) console.log(`! Uncommitted changes:\n${changes.join('\n')}`)
  console.log(`
A deploy would:
  - create the bucket ${bucket.name} and the database ${database.name}, if they are missing
  - make the secrets ${secrets.join(' and ')}, if they are missing, with copies in ${Object.values(keptFiles(env)).join(' and ')}
  - apply the migrations
  - deploy ${name} at ${given ?? 'its present address (a first deploy asks for it)'}
  - apply migrations that only drop indexes, once the new version responds
Nothing was changed. No request was sent to Cloudflare.`)
}
