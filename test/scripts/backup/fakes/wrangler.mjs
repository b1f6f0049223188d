// Replaces the program wrangler for the commands of a backup. JSON output and error codes are those of wrangler 4.156.2.
import { appendFileSync, readdirSync, readFileSync } from 'node:fs'
import { changeAccount, cloudState, idOf, readAccount, recordCall } from './account.mjs'

const line = process.argv.slice(2).join(' ')
const account = readAccount()

const fail = (message, code) => {
  const entry = { type: 'command-failed', version: 1, code, message }
  appendFileSync(process.env.WRANGLER_OUTPUT_FILE_PATH, `${JSON.stringify(entry)}\n`)
  console.error(`✘ [ERROR] ${message}`)
  process.exit(1)
}

const create = (list, name, change) => {
  if (account[list].includes(name)) fail('It already exists, and you own it.', 10004)
  changeAccount(change)
}

const migrate = async (database) => {
  if (!account.databases.includes(database)) fail(`Couldn't find DB with name '${database}'`)
  // Here, because loading wrangler takes a second.
  const { openCloud } = await import('./open-cloud.mjs')
  const { env, dispose } = await openCloud(cloudState(), {
    d1_databases: [{ binding: 'DB', database_name: database, database_id: idOf(database) }],
  })
  await env.DB.exec('create table if not exists d1_migrations (id integer primary key, name text unique)')
  const names = readdirSync('migrations').filter((name) => name.endsWith('.sql'))
  for (const name of names.sort()) {
    if (await env.DB.prepare('select 1 from d1_migrations where name = ?').bind(name).first()) continue
    const statements = readFileSync(`migrations/${name}`, 'utf8').split('--> statement-breakpoint')
    await env.DB.batch([
      ...statements.map((sql) => env.DB.prepare(sql)),
      env.DB.prepare('insert into d1_migrations (name) values (?)').bind(name),
    ])
  }
  await dispose()
}

const commands = [
  [/^whoami --json$/, () => console.log(JSON.stringify({ loggedIn: account.loggedIn }))],
  [
    /^d1 list --json$/,
    () => console.log(JSON.stringify(account.databases.map((name) => ({ name, uuid: idOf(name) })))),
  ],
  [/^d1 create ([\w-]+)$/, (name) => create('databases', name, { databases: [...account.databases, name] })],
  [/^r2 bucket create ([\w-]+)$/, (name) => create('buckets', name, { buckets: [...account.buckets, name] })],
  [/^d1 migrations apply DB --remote --env=$/, () => migrate('bookplate')],
  [/^d1 migrations apply DB --remote --env=staging$/, () => migrate('bookplate-staging')],
]

const [pattern, run] = commands.find(([known]) => known.test(line)) ?? fail(`Unknown command: ${line}`)
await run(...pattern.exec(line).slice(1))
recordCall(line)
