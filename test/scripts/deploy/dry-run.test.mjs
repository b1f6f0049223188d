import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { useScenes } from './fakes/scene.mjs'

const scene = useScenes()

describe('--dry-run', () => {
  test('needs no login and changes nothing', async () => {
    const { deploy, account, has } = scene({ loggedIn: false })
    const before = account()
    const { status, output, lines } = await deploy(['--dry-run'])
    assert.equal(status, 0, output)
    assert.deepEqual(lines, ['deploy --dry-run --env='])
    assert.match(output, /176\.1 KiB gzipped[\s\S]*bookplate-covers[\s\S]*JWT_KEYS and SECRET_KEY/)
    assert.deepEqual(account(), before)
    assert.ok(!has('jwt-keys.json'))
  })

  test('fails if wrangler prints a warning', async () => {
    const { deploy } = scene({ warning: 'Unexpected fields found in top-level field: "databse"' })
    const { status, output } = await deploy(['--dry-run'])
    assert.equal(status, 1)
    assert.match(output, /wrangler reports:\n.*Unexpected fields found/)
  })

  test('fails if the URL is wrong', async () => {
    const { deploy } = scene()
    const { status, output } = await deploy(['--dry-run', '--public-url', 'books.example'])
    assert.equal(status, 1)
    assert.match(output, /must be an https origin/)
  })
})
