import { keptOfReaders, waitUntilKept } from '../browser/support/kept.mjs'
import { proxiedTest } from './support/proxied.mjs'
import { expect } from './support/test.mjs'

const hasKept = async (page, text) => (await keptOfReaders(page)).join().includes(text)

proxiedTest(
  'the shelf and a book are read after a reload without the service',
  async ({ page, parts, proxy, reader }) => {
    await reader.addBook({ title: 'Near', description: 'Beside you.' })
    await parts.openAs(reader)
    await parts.click('link', /^Near/)
    await parts.find('text', 'Beside you.')
    await waitUntilKept(page)
    await expect.poll(() => hasKept(page, 'Beside you.')).toBe(true)
    await expect.poll(() => hasKept(page, '/covers/')).toBe(true)

    proxy.isDown = true
    await parts.go('#/')
    await page.reload()
    await parts.find('status', 'The library cannot be reached.')
    const isDrawn = () => page.$eval('.card img', (image) => image.complete && image.naturalWidth > 0)
    await expect.poll(isDrawn).toBe(true)
    await parts.click('link', /^Near/)
    await parts.find('text', 'Beside you.')

    proxy.isDown = false
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await parts.gone('status', 'The library cannot be reached.')
  },
)
