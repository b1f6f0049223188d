// `npm run pictures`: takes the pictures of the README in Chromium, of the web app with the demo library.
import { launchChromium } from '../test/browser/support/chromium.mjs'
import { startWorker } from '../test/browser/support/worker.mjs'
import { makeReader } from './pictures/reader.mjs'
import { phone, shelf, spines } from './pictures/screens.mjs'
import { save, sideBySide } from './pictures/write.mjs'

const { origin, close } = await startWorker({ PASSWORD_HASH_CALLS: '1' })
const browser = await launchChromium()
try {
  const reader = await makeReader(origin)
  const open = async (options) => {
    const context = await browser.newContext({
      baseURL: origin,
      locale: 'en-GB',
      reducedMotion: 'reduce',
      ...options,
    })
    await reader.signIn(context)
    return context.newPage()
  }
  for (const colorScheme of ['light', 'dark'])
    await save(await shelf(open, colorScheme), `shelf-${colorScheme}`)
  await save(await spines(open), 'spines')
  await save(await sideBySide(await phone(open, reader)), 'phone')
} finally {
  await browser.close()
  await close()
}
