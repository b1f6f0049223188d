import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { mailedLinkKeys } from '../../src/auth/keys.ts'
import { purposes } from '../../src/auth/purposes.ts'
import { readConfig } from '../../src/http/config.ts'
import { type LinkPurpose, linkToken, linkUrl, openLink } from '../../src/mail/links.ts'

const keys = () => mailedLinkKeys(readConfig(env))
const all = Object.keys(purposes.mailedLink.ttlSeconds) as LinkPurpose[]
const id = '0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b'

describe.each(all)('a link to %s', (purpose) => {
  it('opens for its purpose alone', async () => {
    const token = await linkToken(await keys(), purpose, id)
    expect(await openLink(await keys(), token, [purpose])).toEqual({ id, purpose })
    expect(
      await openLink(
        await keys(),
        token,
        all.filter((other) => other !== purpose),
      ),
    ).toBeUndefined()
  })

  it('does not open after any change of its token', async () => {
    const token = await linkToken(await keys(), purpose, id)
    const changed = [...token].map(
      (sign, at) => token.slice(0, at) + (sign === 'A' ? 'B' : 'A') + token.slice(at + 1),
    )
    for (const one of [...changed, `${token}A`, token.slice(1), '', `${token}=`])
      expect(await openLink(await keys(), one, all)).toBeUndefined()
  })

  it('stands in the fragment of its URL', async () => {
    const url = new URL(linkUrl('https://books.example', purpose, 'secret'))
    expect(url.pathname + url.search).toBe('/')
    expect(url.hash).toContain('token=secret')
  })
})
