import { inject } from 'vitest'
import { expect, test } from './support/test.mjs'

// Every test of this folder also fails when a page violates its policy or calls another host: see support/test.mjs.

const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types bookplate-workers',
  'report-to csp',
]

const pageFeatures = [
  'accelerometer=()',
  'camera=(self)',
  'display-capture=()',
  'geolocation=()',
  'gyroscope=()',
  'magnetometer=()',
  'microphone=()',
  'midi=()',
  'payment=()',
  'publickey-credentials-create=(self)',
  'publickey-credentials-get=(self)',
  'usb=()',
]

test('the content security policy is strict and enforced', async ({ browser }) => {
  const page = await browser.newPage()
  const response = await page.goto(inject('origin'))
  expect(response.headers()['content-security-policy'].split('; ')).toEqual(pagePolicy)
  expect(response.headers()['reporting-endpoints']).toBe('csp="/reports"')
  expect(response.headers()['permissions-policy'].split(', ')).toEqual(pageFeatures)

  const attempts = await page.evaluate(async () => {
    const outcome = (attempt) => {
      try {
        attempt()
        return 'done'
      } catch ({ name }) {
        return name
      }
    }
    const markup = outcome(() => {
      document.createElement('p').innerHTML = '<b>bold</b>'
    })
    const inline = document.createElement('script')
    inline.append('window.ran = true')
    const script = outcome(() => document.body.append(inline))
    const sent = await fetch('https://example.com/').then(
      () => 'done',
      ({ name }) => name,
    )
    const policy = outcome(() => window.trustedTypes.createPolicy('another', {}))
    const worker = outcome(() => new Worker('/assets/any.js'))
    const compiled = await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(
      () => 'done',
      ({ name }) => name,
    )
    return { markup, script: window.ran ?? script, sent, policy, worker, compiled }
  })
  await page.close()
  expect(attempts.markup).toBe('TypeError')
  expect(attempts.script).not.toBe(true)
  expect(attempts.sent).toBe('TypeError')
  expect(attempts.policy).toBe('TypeError')
  expect(attempts.worker).toBe('TypeError')
  expect(attempts.compiled).toBe('CompileError')
})

test('the docs page has no camera', async ({ page }) => {
  const response = await page.goto('/docs')
  const features = pageFeatures.map((feature) => feature.replace('(self)', '()'))
  expect(response.headers()['permissions-policy'].split(', ')).toEqual(features)
})

test('no token is stored where a script could read it later', async ({ page, context, reader }) => {
  await reader.addBook({ title: 'Kept' })
  await page.goto('/')
  await page.getByLabel('Email').fill(reader.email)
  await page.getByLabel('Password', { exact: true }).fill(reader.password)
  const signedIn = page.waitForResponse('**/users/login')
  await page.getByRole('button', { name: 'Sign in' }).click()
  const { data } = await (await signedIn).json()
  expect(data.access_token).toBeDefined()
  expect(data.refresh_token).toBe(undefined)
  await page.getByRole('link', { name: 'Kept' }).click()
  await page.getByRole('dialog', { name: 'Kept' }).waitFor()
  await page.reload()
  await page.getByRole('dialog', { name: 'Kept' }).waitFor()

  const { caches: texts, ...others } = await page.evaluate(async () => {
    const textsOf = async (name) => {
      const cache = await caches.open(name)
      // In one call: the page may replace an entry meanwhile.
      const responses = await cache.matchAll()
      return Promise.all(responses.map((response) => response.text()))
    }
    const draftsOf = async () => {
      const { promise, resolve } = Promise.withResolvers()
      const opening = indexedDB.open('bookplate-drafts')
      opening.onsuccess = () => {
        const { result: database } = opening
        const names = [...database.objectStoreNames]
        const reading = names.map((name) => database.transaction(name).objectStore(name).getAll())
        const settled = reading.map(
          (request) => new Promise((done) => Object.assign(request, { onsuccess: done })),
        )
        Promise.all(settled).then(() => resolve(reading.flatMap(({ result }) => result)))
      }
      return promise
    }
    return {
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases: (await indexedDB.databases()).map(({ name }) => name),
      drafts: await draftsOf(),
      cookie: document.cookie,
      caches: (await Promise.all((await caches.keys()).map(textsOf))).flat(),
    }
  })
  expect(others).toEqual({
    local: {},
    session: {},
    databases: ['bookplate-drafts'],
    drafts: [],
    cookie: '__Host-signed-in=1',
  })
  // The reader and the book are kept for reading without a connection.
  expect(texts.join()).toContain(reader.id)
  expect(texts.join()).not.toMatch(/token|eyJ/)
  for (const cookie of await context.cookies()) {
    // The page reads this cookie to know whether a session may exist.
    const httpOnly = cookie.name !== '__Host-signed-in'
    expect(cookie).toMatchObject({ httpOnly, secure: true, sameSite: 'Strict', path: '/' })
    expect(cookie.name).toMatch(/^__Host-/)
  }
})
