import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { useScenes, workersDevUrl } from './fakes/scene.mjs'

const scene = useScenes()
const at = (url) => ['--public-url', url]

const requireUnchanged = async (fake, args, message) => {
  const before = fake.account()
  const { status, output } = await fake.deploy(args)
  assert.equal(status, 1)
  assert.match(output, message)
  assert.match(output, /Nothing was changed\./)
  assert.deepEqual(fake.account(), before)
  assert.deepEqual(fake.leftovers(), [])
  assert.ok(!fake.has('jwt-keys.json'))
}

describe('nothing is changed', () => {
  const cases = [
    ['without a login', { loggedIn: false }, [], /Not logged in.*npx wrangler login/],
    ['without PUBLIC_URL and a terminal', {}, [], /The first deploy needs the address.*PUBLIC_URL\.\n/],
    [
      'if the domain is in use',
      { takenDomains: ['www.example'] },
      at('https://www.example'),
      /www\.example is in use.*--take-over/,
    ],
    [
      'if the address is that of another Worker',
      {},
      at('https://other.mary.workers.dev'),
      /https:\/\/bookplate\.<your subdomain>\.workers\.dev, not https:\/\/other/,
    ],
    ['if the URL has a path', {}, at('https://books.example/api'), /must be an https origin/],
    ['if the URL has no TLS', {}, at('http://books.example'), /must be an https origin/],
    ['for an unknown environment', {}, ['--env', 'prod'], /production or staging, not "prod"/],
    ['for an unknown option', {}, ['--force'], /Unknown option '--force'/],
    [
      'if Cloudflare cannot be reached',
      { failures: { 'deployments status': 'fetch failed' } },
      [],
      /which version is in service:\n.*fetch failed/,
    ],
  ]
  for (const [when, account, args, message] of cases)
    test(when, () => requireUnchanged(scene(account), args, message))

  test('if production has uncommitted changes', async () => {
    const fake = scene({}, { git: ' M wrangler.toml' })
    await requireUnchanged(fake, at(workersDevUrl), /Commit first[\s\S]*M wrangler\.toml/)
  })

  test('but staging may have uncommitted changes', async () => {
    const { deploy } = scene({}, { git: ' M wrangler.toml' })
    const url = 'https://bookplate-staging.mary.workers.dev'
    const { status, output } = await deploy(['--env', 'staging', ...at(url)])
    assert.equal(status, 0, output)
    assert.match(output, /! Uncommitted changes:\n M wrangler\.toml/)
  })

  const mistakes = [
    [
      'if staging lacks a binding',
      [/\[env\.staging\.images\]\nbinding = "IMAGES"/, ''],
      /\[env\.staging\].*lacks IMAGES \(images\)/,
    ],
    [
      'if staging and production share the database',
      ['"bookplate-staging"\nmigrations_dir', '"bookplate"\nmigrations_dir'],
      /share the database bookplate/,
    ],
    ['if wrangler.toml cannot be read', ['[vars]', '[vars'], /wrangler\.toml cannot be read/],
    [
      'if a required secret is unknown',
      [/"SECRET_KEY"\]/g, '"SECRET_KEY", "MAIL_TOKEN"]'],
      /cannot make the secret MAIL_TOKEN/,
    ],
  ]
  for (const [when, [from, to], message] of mistakes)
    test(when, async () => {
      const fake = scene()
      fake.write('wrangler.toml', fake.read('wrangler.toml').replace(from, to))
      await requireUnchanged(fake, at(workersDevUrl), message)
    })

  test('if a kept file contains no secret', async () => {
    const fake = scene()
    fake.write('secret-key.txt', 'short')
    await requireUnchanged(fake, at(workersDevUrl), /secret-key\.txt contains no valid SECRET_KEY/)
  })
})
