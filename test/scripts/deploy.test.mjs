import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import { after, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startHosts } from './fakes/hosts.mjs'
import { setScene } from './fakes/scene.mjs'

const hosts = startHosts()
const scenes = []
const scene = (...options) => {
  const set = setScene(...options)
  scenes.push(set)
  return { ...set, deploy: (...job) => set.deploy(hosts, ...job) }
}
after(() => {
  hosts.stop()
  for (const { remove } of scenes) remove()
})

const uploads = (calls) =>
  calls.filter(({ line }) => line.startsWith('deploy ') && !line.includes('--dry-run'))

const deployedWorker = {
  workers: {
    bookplate: { secrets: { JWT_KEYS: '{}', SECRET_KEY: 'x' }, url: 'https://bookplate.mary.workers.dev' },
  },
  databases: ['bookplate'],
  buckets: ['bookplate-covers'],
}

describe('the first deploy', { concurrency: true }, () => {
  test('makes everything, in an order that is safe to stop in', async () => {
    const { deploy, account, read, path, leftovers } = scene()
    const { status, output, calls, lines } = await deploy()
    assert.equal(status, 0, output)
    assert.deepEqual(
      lines.map((line) => line.replace(/--secrets-file .*/, '--secrets-file …')),
      [
        'whoami --json',
        'deploy --dry-run --env=',
        'secret list --env=',
        'auth token --json',
        'r2 bucket create bookplate-covers',
        'd1 list --json',
        'd1 create bookplate',
        'd1 migrations apply DB --remote --env=',
        'deploy --env= --var PUBLIC_URL:https://bookplate.mary.workers.dev --secrets-file …',
      ],
    )
    const [{ secretsFile, account: accountId }] = uploads(calls)
    assert.equal(accountId, 'account-1')
    assert.equal(secretsFile.mode, 0o600)
    assert.deepEqual(Object.keys(secretsFile.secrets), ['JWT_KEYS', 'SECRET_KEY'])

    // What the operator keeps is what was deployed.
    assert.deepEqual(JSON.parse(read('jwt-keys.json')), JSON.parse(secretsFile.secrets.JWT_KEYS))
    assert.equal(read('secret-key.txt').trim(), secretsFile.secrets.SECRET_KEY)
    assert.equal(statSync(path('jwt-keys.json')).mode & 0o777, 0o600)
    assert.equal(statSync(path('secret-key.txt')).mode & 0o777, 0o600)
    assert.deepEqual(account().workers.bookplate.secrets, secretsFile.secrets)
    assert.deepEqual(leftovers(), [])

    assert.match(output, /Version the-new-version is in service at https:\/\/bookplate\.mary\.workers\.dev/)
    assert.doesNotMatch(output, new RegExp(secretsFile.secrets.SECRET_KEY))
  })

  test('of staging touches nothing of production', async () => {
    const { deploy, account, has } = scene()
    const { status, output, lines } = await deploy(['--env', 'staging'])
    assert.equal(status, 0, output)
    assert.deepEqual(account().databases, ['bookplate-staging'])
    assert.deepEqual(account().buckets, ['bookplate-staging-covers'])
    assert.deepEqual(Object.keys(account().workers), ['bookplate-staging'])
    assert.ok(has('jwt-keys.staging.json') && has('secret-key.staging.txt') && !has('jwt-keys.json'))
    const unnamed = lines.filter(
      (line) => /^(deploy|secret|d1 migrations)/.test(line) && !line.includes('--env=staging'),
    )
    assert.deepEqual(unnamed, [])
  })

  test('with --url attaches a custom domain', async () => {
    const { deploy } = scene()
    const { status, output, lines } = await deploy(['--url', 'https://books.example'])
    assert.equal(status, 0, output)
    assert.match(lines.at(-1), /--var PUBLIC_URL:https:\/\/books\.example --domain books\.example/)
    assert.ok(!lines.includes('auth token --json'), 'needs no workers.dev subdomain')
  })

  test('with --take-over replaces what a domain leads to', async () => {
    const { deploy } = scene({ takenDomains: ['books.example'] })
    const { status, output, lines } = await deploy(['--url', 'https://books.example', '--take-over'])
    assert.equal(status, 0, output)
    assert.match(lines.at(-1), /--domain books\.example/)
  })

  test('leaves routes to wrangler.toml where it has some', async () => {
    const { deploy, read, write } = scene({ takenDomains: ['books.example'] })
    write(
      'wrangler.toml',
      `routes = [{ pattern = "books.example/*", zone_name = "books.example" }]\n${read('wrangler.toml')}`,
    )
    const { status, output, lines } = await deploy(['--url', 'https://books.example'])
    assert.equal(status, 0, output)
    assert.match(lines.at(-1), /--var PUBLIC_URL:https:\/\/books\.example --secrets-file/)
  })

  test('uses the secrets that the operator kept', async () => {
    const { deploy, write, account } = scene()
    write('jwt-keys.json', '{"keys":[{"kid":"kept"}]}')
    write('secret-key.txt', `${'k'.repeat(43)}\n`)
    const { status, output } = await deploy()
    assert.equal(status, 0, output)
    assert.deepEqual(account().workers.bookplate.secrets, {
      JWT_KEYS: '{"keys":[{"kid":"kept"}]}',
      SECRET_KEY: 'k'.repeat(43),
    })
  })

  test('in CI leaves no secrets behind, and says so', async () => {
    const { deploy, has } = scene()
    const { status, output } = await deploy([], { CI: 'true' })
    assert.equal(status, 0, output)
    assert.ok(!has('jwt-keys.json') && !has('secret-key.txt'))
    assert.match(output, /JWT_KEYS and SECRET_KEY will be made here, where no copy can be kept/)
  })
})

describe('a later deploy', { concurrency: true }, () => {
  test('leaves secrets, database, bucket and address as they are', async () => {
    const { deploy, account, change } = scene()
    await deploy(['--url', 'https://books.example'])
    const before = account()
    // A domain that is attached leads somewhere.
    change({ takenDomains: ['books.example'] })
    const { status, output, calls, lines } = await deploy()
    assert.equal(status, 0, output)
    assert.deepEqual(lines, [
      'whoami --json',
      'deploy --dry-run --env=',
      'secret list --env=',
      'deployments status --json --env=',
      'versions view v1 --json --env=',
      'd1 list --json',
      'd1 migrations apply DB --remote --env=',
      'deploy --env= --var PUBLIC_URL:https://books.example --domain books.example',
    ])
    assert.equal(uploads(calls)[0].secretsFile, undefined)
    assert.deepEqual(account(), { ...before, takenDomains: ['books.example'] })
  })

  test('adds only the secret that is missing', async () => {
    const { deploy } = scene({
      ...deployedWorker,
      workers: { bookplate: { ...deployedWorker.workers.bookplate, secrets: { JWT_KEYS: '{}' } } },
    })
    const { status, output, calls } = await deploy()
    assert.equal(status, 0, output)
    assert.deepEqual(Object.keys(uploads(calls)[0].secretsFile.secrets), ['SECRET_KEY'])
  })

  test('puts the address right after a bare `wrangler deploy`', async () => {
    const { deploy } = scene({
      ...deployedWorker,
      workers: { bookplate: { ...deployedWorker.workers.bookplate, url: 'http://localhost:8787' } },
    })
    const { status, output, lines } = await deploy()
    assert.equal(status, 0, output)
    assert.match(lines.at(-1), /PUBLIC_URL:https:\/\/bookplate\.mary\.workers\.dev/)
  })

  test('makes what is missing for a Worker that was only made to hold secrets', async () => {
    const { deploy, account } = scene({ workers: { bookplate: { secrets: { JWT_KEYS: '{}' } } } })
    const { status, output, calls } = await deploy()
    assert.equal(status, 0, output)
    assert.deepEqual(account().databases, ['bookplate'])
    assert.deepEqual(account().buckets, ['bookplate-covers'])
    assert.deepEqual(Object.keys(uploads(calls)[0].secretsFile.secrets), ['SECRET_KEY'])
  })

  test('does not put an empty database under a running service', async () => {
    const { deploy, account } = scene({ ...deployedWorker, databases: [] })
    const { status, output } = await deploy()
    assert.equal(status, 1)
    assert.match(output, /The Worker bookplate is there, but its database bookplate is not/)
    assert.deepEqual(account().databases, [])
  })
})

describe('nothing is touched', { concurrency: true }, () => {
  const refusals = [
    ['when nobody is logged in', { login: { loggedIn: false } }, [], /Not logged in.*npx wrangler login/],
    [
      'when it is not clear which account is meant',
      {
        login: {
          loggedIn: true,
          accounts: [
            { id: 'a', name: 'A' },
            { id: 'b', name: 'B' },
          ],
        },
      },
      [],
      /several accounts.*CLOUDFLARE_ACCOUNT_ID[\s\S]*a {2}A\n {2}b {2}B/,
    ],
    [
      'without a workers.dev subdomain',
      { subdomain: null },
      [],
      /no workers\.dev subdomain.*dash\.cloudflare\.com\/account-1\/workers\/onboarding.*--url/,
    ],
    [
      'when R2 is not enabled',
      { hasR2: false },
      [],
      /R2.*is not enabled.*dash\.cloudflare\.com\/account-1\/r2/,
    ],
    [
      'when the domain is in use',
      { takenDomains: ['www.example'] },
      ['--url', 'https://www.example'],
      /www\.example leads somewhere already.*--take-over/,
    ],
    [
      'when the address is another Worker’s',
      {},
      ['--url', 'https://other.mary.workers.dev'],
      /is not this Worker's address.*https:\/\/bookplate\.mary\.workers\.dev/,
    ],
    ['for an address with a path', {}, ['--url', 'https://books.example/api'], /must be an origin/],
    ['for an address without TLS', {}, ['--url', 'http://books.example'], /must be an origin/],
    ['for an unknown environment', {}, ['--env', 'prod'], /production or staging, not "prod"/],
    ['for an unknown option', {}, ['--force'], /Unknown option '--force'/],
    [
      'when Cloudflare cannot be reached',
      { failures: { 'secret list': 'fetch failed' } },
      [],
      /whether it is deployed already:\n.*fetch failed/,
    ],
  ]
  for (const [when, account, args, message] of refusals)
    test(when, async () => {
      const fake = scene(account)
      const before = fake.account()
      const { status, output } = await fake.deploy(args)
      assert.equal(status, 1)
      assert.match(output, message)
      assert.match(output, /Nothing was changed\./)
      assert.deepEqual(fake.account(), before)
      assert.deepEqual(fake.leftovers(), [])
      assert.ok(!fake.has('jwt-keys.json'))
    })

  test('when production has what is not committed', async () => {
    const { deploy, account } = scene({}, { git: ' M wrangler.toml' })
    const { status, output } = await deploy()
    assert.equal(status, 1)
    assert.match(output, /deployed from what is committed[\s\S]*M wrangler\.toml[\s\S]*Nothing was changed/)
    assert.deepEqual(account().buckets, [])
    assert.equal((await deploy(['--env', 'staging'])).status, 0, 'staging may be')
  })

  const mistakes = [
    [
      'routes do not say where they lead from',
      ['name = "bookplate"', 'name = "bookplate"\nroutes = ["books.example/*"]'],
      /has routes: say with --url/,
    ],
    [
      'staging lacks a binding',
      [/\[env\.staging\.images\]\nbinding = "IMAGES"/, ''],
      /\[env\.staging\].*lacks IMAGES \(images\)/,
    ],
    [
      'staging shares the database',
      ['"bookplate-staging"\nmigrations_dir', '"bookplate"\nmigrations_dir'],
      /share the database bookplate/,
    ],
    [
      'the database is of another account',
      ['database_name = "bookplate"', 'database_name = "bookplate"\ndatabase_id = "else"'],
      /names the database else, which this account does not have/,
    ],
    ['wrangler.toml cannot be read', ['[vars]', '[vars'], /wrangler\.toml cannot be read/],
    [
      'nobody knows how to make a secret',
      [/"SECRET_KEY"\]/g, '"SECRET_KEY", "MAIL_TOKEN"]'],
      /No way is known to make the secret MAIL_TOKEN/,
    ],
  ]
  for (const [when, [from, to], message] of mistakes)
    test(`when ${when}`, async () => {
      const { deploy, read, write, account } = scene({ buckets: ['bookplate-covers'] })
      const before = account()
      write('wrangler.toml', read('wrangler.toml').replace(from, to))
      const { status, output } = await deploy()
      assert.equal(status, 1)
      assert.match(output, message)
      assert.deepEqual(account(), before)
    })
})

describe('a deploy that fails half-way', { concurrency: true }, () => {
  const failures = [
    ['d1 create', /The database bookplate cannot be created/, ['Created the bucket bookplate-covers']],
    [
      'd1 migrations',
      /A migration failed.*It was undone/,
      ['Created the database bookplate', 'Wrote jwt-keys.json'],
    ],
    ['deploy', /wrangler did not deploy[\s\S]*The code is not in service/, ['Applied the migrations']],
  ]
  for (const [command, message, said] of failures)
    test(`at ${command} says what was done, and goes on the next time`, async () => {
      const { deploy, change, leftovers, account, read } = scene({
        failures: { [command]: 'It broke' },
        hasPendingMigrations: true,
      })
      const { status, output } = await deploy()
      assert.equal(status, 1)
      assert.match(output, message)
      for (const line of said)
        assert.match(output.slice(output.indexOf('Done before that')), new RegExp(line))
      assert.deepEqual(leftovers(), [])

      change({ failures: {} })
      const again = await deploy()
      assert.equal(again.status, 0, again.output)
      assert.deepEqual(account().databases, ['bookplate'])
      const { JWT_KEYS } = account().workers.bookplate.secrets
      assert.deepEqual(JSON.parse(read('jwt-keys.json')), JSON.parse(JWT_KEYS))
    })

  test('on the Free plan says which plan is needed, and why', async () => {
    const { deploy, leftovers } = scene({ plan: 'free' })
    const { status, output } = await deploy()
    assert.equal(status, 1)
    assert.match(output, /Workers Free plan.*10 ms of CPU.*dash\.cloudflare\.com\/account-1\/workers\/plans/)
    assert.deepEqual(leftovers(), [])
  })

  test('at the domain says that the code is in service', async () => {
    const { deploy, leftovers } = scene()
    const { status, output } = await deploy(['--url', 'https://books.elsewhere'])
    assert.equal(status, 1)
    assert.match(output, /not among those of this account[\s\S]*The code was uploaded/)
    assert.deepEqual(leftovers(), [])
  })

  for (const [signal, expected] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])
    test(`by ${signal} removes the secrets file`, async () => {
      const { start, calls, leftovers } = scene({ hangs: true })
      const { child, ended } = start()
      while (uploads(calls()).length === 0) await sleep(50)
      assert.equal(leftovers().length, 1)
      child.kill(signal)
      assert.equal(await ended, expected)
      assert.deepEqual(leftovers(), [])
    })
})

describe('afterwards', { concurrency: true }, () => {
  test('a service that is not well makes it fail', async () => {
    const { deploy } = scene({ health: { status: 500, body: 'misconfigured' } })
    const { status, output } = await deploy()
    assert.equal(status, 1)
    assert.match(output, /\/health answers 500: misconfigured[\s\S]*wrangler rollback/)
  })

  test('an address that is not known yet does not', async () => {
    const { deploy } = scene({ health: { unreachable: 'getaddrinfo ENOTFOUND' } })
    const { status, output } = await deploy()
    assert.equal(status, 0)
    assert.match(output, /cannot be reached yet \(getaddrinfo ENOTFOUND\)/)
  })
})

describe('--dry-run', { concurrency: true }, () => {
  test('asks nobody and changes nothing', async () => {
    const { deploy, account, has } = scene({ login: { loggedIn: false } })
    const before = account()
    const { status, output, lines } = await deploy(['--dry-run'])
    assert.equal(status, 0, output)
    assert.deepEqual(lines, ['deploy --dry-run --env='])
    assert.match(output, /176\.08 KiB after gzip[\s\S]*bookplate-covers[\s\S]*JWT_KEYS and SECRET_KEY/)
    assert.deepEqual(account(), before)
    assert.ok(!has('jwt-keys.json'))
  })

  test('fails when wrangler has something to say', async () => {
    const { deploy } = scene({ warning: 'Unexpected fields found in top-level field: "databse"' })
    const { status, output } = await deploy(['--dry-run'])
    assert.equal(status, 1)
    assert.match(output, /Unexpected fields found/)
  })

  test('fails when the Worker is too large', async () => {
    const { deploy } = scene({ gzipKib: 10_300 })
    const { status, output } = await deploy(['--dry-run'])
    assert.equal(status, 1)
    assert.match(output, /10300 KiB after gzip; Cloudflare takes 10240/)
  })
})
