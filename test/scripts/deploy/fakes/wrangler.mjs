// Replaces wrangler for the deploy script. The account is a JSON file. JSON output, error codes and the output file are
// those of wrangler 4.156.2.
import { appendFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'

const { FAKE_STATE, FAKE_CALLS, WRANGLER_OUTPUT_FILE_PATH, WRANGLER_LOG } = process.env
const account = JSON.parse(readFileSync(FAKE_STATE, 'utf8'))
const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    env: { type: 'string' },
    json: { type: 'boolean' },
    format: { type: 'string' },
    remote: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    var: { type: 'string' },
    domain: { type: 'string' },
    config: { type: 'string', default: 'wrangler.toml' },
    'secrets-file': { type: 'string' },
  },
})
const command = positionals.join(' ')
const workerName = values.env ? `bookplate-${values.env}` : 'bookplate'
const secretsFile = values['secrets-file'] && {
  mode: statSync(values['secrets-file']).mode & 0o777,
  secrets: JSON.parse(readFileSync(values['secrets-file'], 'utf8')),
}
appendFileSync(FAKE_CALLS, `${JSON.stringify({ line: process.argv.slice(2).join(' '), secretsFile })}\n`)

const record = (entry) => appendFileSync(WRANGLER_OUTPUT_FILE_PATH, `${JSON.stringify(entry)}\n`)

const fail = (message, code) => {
  record({ type: 'command-failed', version: 1, code, message })
  console.error(`✘ [ERROR] ${message}`)
  process.exit(1)
}

const save = () => writeFileSync(FAKE_STATE, JSON.stringify(account))

const findWorker = () =>
  account.workers[workerName] ?? fail('This Worker does not exist on your account.', 10007)

const deploy = async () => {
  const entry = { type: 'deploy', version: 1, bundle_size: { raw_bytes: 504_934, gzip_bytes: 180_306 } }
  if (values['dry-run']) {
    if (account.warning) console.error(`▲ [WARNING] ${account.warning}`)
    if (WRANGLER_LOG !== 'warn') console.log('--dry-run: exiting now.')
    return record({ ...entry, version_id: null })
  }
  if (account.hangs) await sleep(60_000)
  const worker = account.workers[workerName] ?? { secrets: {} }
  Object.assign(worker.secrets, secretsFile?.secrets)
  if (!worker.secrets.JWT_KEYS || !worker.secrets.SECRET_KEY) fail('Required secrets are missing', 10021)
  if (account.plan === 'free') fail('CPU limits are not supported for the Free plan.', 100328)
  worker.url = values.var.replace('PUBLIC_URL:', '')
  account.workers[workerName] = worker
  save()
  if (values.domain && values.domain !== 'books.example')
    fail(`Could not find zone for \`${values.domain}\`. Make sure the domain is set up.`)
  const target = values.domain ?? `https://${workerName}.${account.subdomain}.workers.dev`
  record({ ...entry, version_id: 'the-new-version', targets: [target, 'schedule: */15 * * * *'] })
}

const commands = {
  whoami: () => {
    console.log(JSON.stringify({ loggedIn: account.loggedIn }))
    process.exitCode = account.loggedIn ? 0 : 1
  },
  'deployments status': () => {
    findWorker()
    console.log(JSON.stringify({ versions: [{ version_id: 'v1', percentage: 100 }] }))
  },
  'versions view v1': () => {
    const { url } = findWorker()
    const bindings = url
      ? [
          { name: 'PUBLIC_URL', type: 'plain_text', text: url },
          { name: 'DB', type: 'd1' },
        ]
      : []
    console.log(JSON.stringify({ id: 'v1', resources: { bindings } }))
  },
  'secret list': () => {
    const names = Object.keys(findWorker().secrets)
    console.log(JSON.stringify(names.map((name) => ({ name, type: 'secret_text' }))))
  },
  'd1 list': () =>
    console.log(JSON.stringify(account.databases.map((name) => ({ name, uuid: `id-of-${name}` })))),
  'd1 create': ([name]) => {
    account.databases.push(name)
    save()
  },
  'd1 migrations apply DB': () => {
    const files = readdirSync(join(dirname(values.config), 'migrations'))
    for (const file of files.filter((name) => name.endsWith('.sql')).sort()) {
      if (account.migrations.includes(file)) continue
      if (file === account.brokenMigration) fail(`Migration ${file} failed`)
      account.migrations.push(file)
      save()
    }
  },
  'r2 bucket create': ([name]) => {
    if (!account.hasR2) fail('Please enable R2 through the Cloudflare Dashboard.', 10042)
    if (account.buckets.includes(name)) fail('The bucket already exists, and you own it.', 10004)
    account.buckets.push(name)
    save()
  },
  deploy,
}

const failing = Object.keys(account.failures).find((start) => `${command} `.startsWith(`${start} `))
if (failing && !values['dry-run']) fail(account.failures[failing])
const name = Object.keys(commands).find((known) => command === known || command.startsWith(`${known} `))
if (!name) fail(`Unknown command: ${command}`)
await commands[name](command.slice(name.length).trim().split(' '))
