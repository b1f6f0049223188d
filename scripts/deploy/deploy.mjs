import { findAccount, findWorkersDevDomain } from './account.mjs'
import { uncommitted } from './checks.mjs'
import { DeployError } from './deploy-error.mjs'
import { waitForHealth } from './health.mjs'
import { choosePublicUrl, requireFreeDomain } from './public-url.mjs'
import { applyMigrations, ensureBucket, ensureDatabase } from './resources.mjs'
import { keepSecrets, makeMissing } from './secrets.mjs'
import { withTemporaryFolder } from './temporary.mjs'
import { upload } from './upload.mjs'
import { findDeployed } from './worker.mjs'

const requireCommitted = async (env) => {
  const changes = await uncommitted()
  if (changes.length === 0) return
  const list = `Not committed:\n${changes.join('\n')}`
  if (env === 'production') throw new DeployError(`Production is deployed from what is committed. ${list}`)
  console.log(`! ${list}`)
}

const prepareResources = async (installation, deployed, account, done) => {
  const { bucket, database } = installation
  const isInUse = ({ binding }) => deployed?.bindings.includes(binding) ?? false
  // One that is in use is not asked for: wrangler looks for it at every deploy.
  if (!isInUse(bucket) && (await ensureBucket(installation, account)) === 'created')
    done(`Created the bucket ${bucket.name}`)
  if ((await ensureDatabase(installation, isInUse(database))) === 'created')
    done(`Created the database ${database.name}`)
}

const keep = (env, { values, fresh }, done) => {
  if (fresh.length === 0) return
  if (process.env.CI) {
    console.log(
      `! ${fresh.join(' and ')} will be made here, where no copy can be kept: see docs/operations.md`,
    )
    return
  }
  const files = keepSecrets(env, values, fresh)
  done(`Wrote ${files.join(' and ')}: keep them where you keep passwords`)
}

const reportHealth = async (url, waitSeconds) => {
  const { status, body } = await waitForHealth(url, waitSeconds)
  if (status === 200) return console.log(`✓ ${url}/health says that it is well`)
  if (status === 0)
    return console.log(`! ${url} cannot be reached yet (${body}). A new address takes some minutes.`)
  throw new DeployError(
    `It is in service, but ${url}/health answers ${status}: ${body}\nSee \`npx wrangler tail\`; \`npx wrangler rollback\` brings the version before it back.`,
  )
}

/**
 * Makes what is missing, applies migrations, puts the new version in service. What is there already is left alone, so
 * that it can be run again wherever it stopped.
 * @param {import('./config.mjs').Installation} installation @param {import('./options.mjs').Options} options
 * @param {{ check: () => Promise<void>, done: (what: string) => void }} run `done` is told of every change
 * @throws DeployError
 */
export const deploy = async (installation, { env, url: asked, waitSeconds, takeOver }, { check, done }) => {
  const account = await findAccount(installation.accountId)
  // So that no command asks, or takes, another one.
  process.env.CLOUDFLARE_ACCOUNT_ID = account.id
  await requireCommitted(env)
  await check()

  const deployed = await findDeployed(installation)
  const { url, domain } = await choosePublicUrl({
    asked,
    deployed: deployed?.url,
    name: installation.name,
    hasRoutes: installation.hasRoutes,
    workersDevDomain: () => findWorkersDevDomain(account),
  })
  if (domain && url !== deployed?.url && !takeOver) await requireFreeDomain(domain)
  const secrets = await makeMissing(installation, deployed?.secrets ?? [])
  await prepareResources(installation, deployed, account, done)
  keep(env, secrets, done)
  if (await applyMigrations(installation)) done('Applied the migrations')

  const version = await withTemporaryFolder(({ path, write }) => {
    // JSON: of a dotenv file wrangler would expand every $.
    const isComplete = Object.keys(secrets.values).length === 0
    const secretsFile = isComplete ? undefined : write('secrets.json', JSON.stringify(secrets.values))
    const recordFile = path('record.jsonl')
    return upload(installation, { url, domain, secretsFile, recordFile }, account)
  })
  done(`Version ${version} is in service at ${url}`)
  await reportHealth(url, waitSeconds)
}
