// Plays wrangler to scripts/deploy.mjs, on an account that is a JSON file, with the words of the real one (4.156.2).
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'

const { FAKE_STATE, FAKE_CALLS, WRANGLER_OUTPUT_FILE_PATH, CLOUDFLARE_ACCOUNT_ID } = process.env
const state = JSON.parse(readFileSync(FAKE_STATE, 'utf8'))
const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    env: { type: 'string' },
    json: { type: 'boolean' },
    remote: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    var: { type: 'string' },
    domain: { type: 'string' },
    'secrets-file': { type: 'string' },
  },
})
const command = positionals.join(' ')
const workerName = values.env ? `bookplate-${values.env}` : 'bookplate'
const secretsFile = values['secrets-file'] && {
  path: values['secrets-file'],
  mode: statSync(values['secrets-file']).mode & 0o777,
  secrets: JSON.parse(readFileSync(values['secrets-file'], 'utf8')),
}
const call = { line: process.argv.slice(2).join(' '), account: CLOUDFLARE_ACCOUNT_ID, secretsFile }
appendFileSync(FAKE_CALLS, `${JSON.stringify(call)}\n`)

const refuse = (message) => {
  console.error(`✘ [ERROR] ${message}`)
  process.exit(1)
}

const save = () => writeFileSync(FAKE_STATE, JSON.stringify(state))

const deploy = async () => {
  if (values['dry-run']) {
    if (state.warning) console.error(`▲ [WARNING] ${state.warning}`)
    return console.log(
      `Total Upload: 493.1 KiB / gzip: ${state.gzipKib ?? 176.08} KiB\n--dry-run: exiting now.`,
    )
  }
  if (state.hangs) await sleep(60_000)
  const worker = state.workers[workerName] ?? { secrets: {} }
  Object.assign(worker.secrets, secretsFile?.secrets)
  if (!worker.secrets.JWT_KEYS || !worker.secrets.SECRET_KEY)
    refuse('The following required secrets have not been set')
  if (state.plan === 'free')
    refuse(
      'CPU limits are not supported for the Free plan. Switch to a paid plan to set CPU limits. [code: 100328]',
    )
  worker.url = values.var.replace('PUBLIC_URL:', '')
  state.workers[workerName] = worker
  save()
  console.log(`Uploaded ${workerName} (3.21 sec)`)
  if (values.domain && values.domain !== 'books.example')
    refuse(`Could not find zone for \`${values.domain}\`. Make sure the domain is set up.`)
  appendFileSync(
    WRANGLER_OUTPUT_FILE_PATH,
    `${JSON.stringify({ type: 'deploy', version_id: 'the-new-version' })}\n`,
  )
}

const commands = {
  whoami: () => {
    console.log(JSON.stringify(state.login))
    process.exitCode = state.login.loggedIn ? 0 : 1
  },
  'auth token': () => console.log(JSON.stringify({ type: 'oauth', token: 'the-token' })),
  'secret list': () => {
    const worker = state.workers[workerName]
    if (!worker)
      refuse(`Worker "${workerName}" not found.\n\nIf this is a new Worker, run \`wrangler deploy\` first`)
    console.log(JSON.stringify(Object.keys(worker.secrets).map((name) => ({ name, type: 'secret_text' }))))
  },
  'deployments status': () =>
    console.log(JSON.stringify({ versions: [{ version_id: 'v1', percentage: 100 }] })),
  'versions view v1': () => {
    const { url } = state.workers[workerName]
    const bindings = url
      ? [
          { name: 'PUBLIC_URL', type: 'plain_text', text: url },
          { name: 'DB', type: 'd1' },
          { name: 'COVERS', type: 'r2_bucket' },
        ]
      : []
    console.log(JSON.stringify({ id: 'v1', resources: { bindings } }))
  },
  'd1 list': () =>
    console.log(JSON.stringify(state.databases.map((name) => ({ name, uuid: `id-of-${name}` })))),
  'd1 create': ([name]) => {
    state.databases.push(name)
    save()
  },
  'd1 migrations apply DB': () => {
    console.log(state.hasPendingMigrations ? '0000_init.sql ✅' : '✅ No migrations to apply!')
  },
  'r2 bucket create': ([name]) => {
    if (!state.hasR2) refuse('Please enable R2 through the Cloudflare Dashboard. [code: 10042]')
    if (state.buckets.includes(name))
      refuse('The bucket you tried to create already exists, and you own it. [code: 10004]')
    state.buckets.push(name)
    save()
  },
  deploy,
}

const [failing] = Object.keys(state.failures ?? {}).filter((start) => command.startsWith(start))
if (failing && !values['dry-run']) refuse(state.failures[failing])
const name = Object.keys(commands).find((known) => command === known || command.startsWith(`${known} `))
if (!name) refuse(`Unknown command: ${command}`)
await commands[name](command.slice(name.length).trim().split(' '))
