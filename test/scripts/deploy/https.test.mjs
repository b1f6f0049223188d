import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { deployed, useScenes } from './fakes/scene.mjs'

const scene = useScenes()
const redirectTo = (location) => ({ status: 301, headers: { Location: location } })

describe('the deploy checks the HTTPS settings of the zone', () => {
  test('and finds them right', async () => {
    const { status, output } = await scene(deployed).deploy()
    assert.equal(status, 0, output)
    assert.match(output, /✓ Plain HTTP leads to HTTPS\n✓ TLS 1\.1 and older are rejected/)
  })

  const wrong = [
    ['plain HTTP gets a response', { plainHttp: { status: 200 } }, /! Plain HTTP gets a response/],
    [
      'plain HTTP leads to plain HTTP',
      { plainHttp: redirectTo('http://books.example') },
      /! Plain HTTP gets/,
    ],
    ['TLS 1.1 is accepted', { oldestTls: 'TLSv1.1' }, /! TLS 1\.1 or older is accepted/],
    ['TLS 1.0 is accepted', { oldestTls: 'TLSv1' }, /! TLS 1\.1 or older is accepted/],
  ]
  for (const [name, account, expected] of wrong)
    test(`and reports that ${name}`, async () => {
      const { status, output } = await scene({ ...deployed, ...account }).deploy()
      assert.equal(status, 0, output)
      assert.match(output, expected)
      assert.match(output, /see "HTTPS settings of the zone" in docs\/operations\.md/)
    })
})
