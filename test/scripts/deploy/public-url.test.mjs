import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { describe, test } from 'node:test'
import { askPublicUrl } from '../../../scripts/deploy/public-url.mjs'
import { deployed, useScenes, workersDevUrl } from './fakes/scene.mjs'

const scene = useScenes()

describe('PUBLIC_URL', () => {
  const sources = [
    ['--public-url', { args: ['--public-url', 'https://books.example'] }],
    ['the environment variable', { env: { PUBLIC_URL: 'https://books.example' } }],
    ['wrangler.toml', { toml: 'https://books.example' }],
  ]
  for (const [source, { args, env, toml = 'http://localhost:8787' }] of sources)
    test(`comes from ${source} before that of the version in service`, async () => {
      const { deploy, read, write } = scene(deployed)
      write('wrangler.toml', read('wrangler.toml').replace('http://localhost:8787', toml))
      const { status, output, lines } = await deploy(args, env)
      assert.equal(status, 0, output)
      // The last line drops indexes, after the new version responds.
      const upload = lines.findLast((line) => line.startsWith('deploy'))
      assert.match(upload, /--var PUBLIC_URL:https:\/\/books\.example --domain books\.example/)
    })

  test('is needed again after a plain `wrangler deploy`', async () => {
    const { bookplate } = deployed.workers
    const { deploy } = scene({
      ...deployed,
      workers: { bookplate: { ...bookplate, url: 'http://localhost:8787' } },
    })
    const { status, output } = await deploy()
    assert.equal(status, 1)
    assert.match(output, /--public-url https:\/\/bookplate\.<your subdomain>\.workers\.dev/)
    const again = await deploy(['--public-url', workersDevUrl])
    assert.equal(again.status, 0, again.output)
  })

  test('sets no custom domain if wrangler.toml has routes', async () => {
    const { deploy, read, write } = scene({ takenDomains: ['books.example'] })
    const routes = 'routes = [{ pattern = "books.example/*", zone_name = "books.example" }]'
    write('wrangler.toml', `${routes}\n${read('wrangler.toml')}`)
    const { status, output, lines } = await deploy(['--public-url', 'https://books.example'])
    assert.equal(status, 0, output)
    assert.match(lines.at(-1), /--var PUBLIC_URL:https:\/\/books\.example --secrets-file/)
  })

  test('replaces the DNS record of a domain with --take-over', async () => {
    const { deploy } = scene({ takenDomains: ['books.example'] })
    const { status, output, lines } = await deploy(['--public-url', 'https://books.example', '--take-over'])
    assert.equal(status, 0, output)
    assert.match(lines.at(-1), /--domain books\.example/)
  })

  test('fails on the workers.dev subdomain of another account, with the right address', async () => {
    const { deploy } = scene()
    const { status, output } = await deploy(['--public-url', 'https://bookplate.jane.workers.dev'])
    assert.equal(status, 1)
    assert.match(output, /Deploy again with --public-url https:\/\/bookplate\.mary\.workers\.dev/)
  })
})

/** Plays an operator who types one of `lines` at each prompt, then ends the input. */
const ask = async (...lines) => {
  const [input, output] = [new PassThrough(), new PassThrough({ encoding: 'utf8' })]
  let printed = ''
  output.on('data', (text) => {
    printed += text
    if (!text.endsWith('PUBLIC_URL: ')) return
    if (lines.length > 0) input.write(`${lines.shift()}\n`)
    else input.end()
  })
  const url = await askPublicUrl('bookplate', { input, output }).catch((error) => error)
  return { url, printed }
}

describe('the question for PUBLIC_URL', () => {
  test('takes a valid URL', async () => {
    const { url, printed } = await ask(` ${workersDevUrl} `)
    assert.equal(url, workersDevUrl)
    assert.match(printed, /Where will clients reach the service\?[\s\S]*PUBLIC_URL: /)
  })

  test('is repeated until the URL is valid', async () => {
    const { url, printed } = await ask(
      'books.example',
      'https://other.mary.workers.dev',
      'https://books.example',
    )
    assert.equal(url, 'https://books.example')
    assert.match(printed, /must be an https origin[\s\S]*On workers\.dev the address of this Worker is/)
  })

  test('stops the deploy when the input ends', async () => {
    const { url } = await ask()
    assert.equal(url.message, 'No PUBLIC_URL was given.')
  })
})
