import { videoOf } from './support/barcodes.mjs'
import { isbnOfPile } from './support/catalogue.mjs'
import { launchChromium } from './support/chromium.mjs'
import { openScanner } from './support/scanner.mjs'
import { expect, test } from './support/test.mjs'

const isbns = Array.from({ length: 10 }, (_, at) => isbnOfPile(at + 1))
const unknown = isbnOfPile(99)
/** Of a tin of soup, and of printed music. */
const others = ['4006381333931', '9790001117050']

/** A browser whose camera sees ten books, one of them twice, one that no catalogue knows, and things that are no books. */
const testWithCamera = test.extend(
  'browser',
  { scope: 'worker' },
  async ({ executablePath }, { onCleanup }) => {
    const codes = [...isbns.slice(0, 5), others[0], isbns[0], unknown, others[1], ...isbns.slice(5)]
    const browser = await launchChromium(executablePath, [
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${await videoOf(codes)}`,
    ])
    onCleanup(() => browser.close())
    return browser
  },
)

testWithCamera('a pile of ten books is on the shelf without a tap', async ({ page, context, reader }) => {
  await context.grantPermissions(['camera'])
  await reader.addBook({ title: 'Mine already', isbn: isbns[3] })
  const wasm = page.waitForResponse('**/*.wasm')
  const script = page.waitForResponse('**/barcode-worker-*.js')
  const { dialog, list, row } = await openScanner(page, reader)
  expect((await wasm).headers()['content-type']).toBe('application/wasm')
  const { 'content-security-policy': policy } = (await script).headers()
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    'report-to csp',
  ])
  await expect.poll(() => list.getByText('Added with its cover').count(), { timeout: 50_000 }).toBe(9)
  await row('Mine already').getByText('You have this already').waitFor()
  await row(unknown).getByText('No catalogue knows this ISBN.').waitFor()
  await dialog.getByText('9 books added · 1 already on your shelf · 1 for later').waitFor()
  expect(await list.getByRole('listitem').count()).toBe(11)

  await row(/Book 1 of/)
    .getByRole('button', { name: 'Undo' })
    .click()
  await row(/Book 1 of/)
    .getByText('Taken off your shelf again')
    .waitFor()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('link', { name: 'Book 10 of the pile' }).waitFor()
  const titles = (await reader.api('GET', '/books?limit=100')).data.map(({ title }) => title)
  expect(titles.toSorted()).toEqual(
    ['Mine already', ...[2, 3, 5, 6, 7, 8, 9, 10].map((number) => `Book ${number} of the pile`)].toSorted(),
  )
})

testWithCamera(
  'the camera stops with the scanner, and while the page is hidden',
  async ({ page, context, reader }) => {
    await context.grantPermissions(['camera'])
    await page.addInitScript(() => {
      const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
      window.tracks = []
      navigator.mediaDevices.getUserMedia = async (wanted) => {
        const stream = await open(wanted)
        window.tracks.push(...stream.getTracks())
        return stream
      }
    })
    const live = () =>
      page.evaluate(() => window.tracks.filter(({ readyState }) => readyState === 'live').length)
    const hide = (isHidden) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { value, configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))
      }, isHidden)

    const { dialog } = await openScanner(page, reader)
    await expect.poll(live).toBe(1)
    await hide(true)
    await dialog.getByText('The camera is off while this page is hidden.').waitFor()
    expect(await live()).toBe(0)
    await hide(false)
    await expect.poll(live).toBe(1)
    await page.evaluate(() => window.tracks.at(-1).dispatchEvent(new Event('ended')))
    await dialog.getByRole('alert').filter({ hasText: 'The camera was disconnected' }).waitFor()
    await dialog.getByRole('button', { name: 'Try again' }).click()
    await dialog.getByText('Hold the barcode').waitFor()
    await page.goBack()
    await dialog.waitFor({ state: 'detached' })
    expect(await live()).toBe(0)
  },
)

testWithCamera('a reader who denies the camera is told how to continue', async ({ page, reader }) => {
  const { dialog } = await openScanner(page, reader)
  await dialog
    .getByRole('alert')
    .filter({ hasText: 'The browser does not let this page use the camera.' })
    .waitFor()
  await dialog.getByLabel('ISBN').fill(isbns[0])
  await dialog.getByLabel('ISBN').press('Enter')
  await dialog.getByText('1 book added').waitFor()
})

testWithCamera('the reader of the browser needs no WebAssembly', async ({ page, context, reader }) => {
  await context.grantPermissions(['camera'])
  await page.addInitScript(() => {
    window.BarcodeDetector = class {
      static getSupportedFormats = async () => ['qr_code', 'ean_13']
      detect = async () => [{ rawValue: '9780141439471' }]
    }
  })
  const requests = []
  page.on('request', (request) => requests.push(request.url()))
  const { row } = await openScanner(page, reader)
  await row('Frankenstein').getByText('Added with its cover').waitFor()
  expect(requests.filter((url) => /wasm|barcode-worker/.test(url))).toEqual([])
})
