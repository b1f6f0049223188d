import { inject } from 'vitest'
import { expect, test } from './support/test.mjs'

// Every test of this folder also fails when a page violates its policy or calls another host: see support/test.mjs.

test('the content security policy is strict and enforced', async ({ browser }) => {
  const page = await browser.newPage()
  const response = await page.goto(inject('origin'))
  const policy = response.headers()['content-security-policy']
  expect(policy).toMatch(/^default-src 'none';/)
  expect(policy).not.toMatch(/unsafe|\*/)
  expect(policy).toContain("require-trusted-types-for 'script'")
  expect(policy).toMatch(/; report-to csp$/)
  expect(response.headers()['reporting-endpoints']).toBe('csp="/reports"')

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
    return { markup, script: window.ran ?? script, sent }
  })
  await page.close()
  expect(attempts.markup).toBe('TypeError')
  expect(attempts.script).not.toBe(true)
  expect(attempts.sent).toBe('TypeError')
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

  const kept = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    cookie: document.cookie,
  }))
  expect(kept).toEqual({ local: {}, session: {}, databases: [], caches: [], cookie: '' })
  for (const cookie of await context.cookies()) {
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Strict', path: '/' })
    expect(cookie.name).toMatch(/^__Host-/)
  }
})
