import { hold } from './support/hold.mjs'
import { expect, test } from './support/test.mjs'

const lifetime = '15:00'

/** @returns a list that grows with each response to a script: `GET /books 200` */
const recordResponses = (page) => {
  const responses = []
  page.on('response', (response) => {
    const request = response.request()
    // The page keeps thumbnails for reading without a connection. They need no token.
    const { pathname } = new URL(request.url())
    if (request.resourceType() !== 'fetch' || pathname.startsWith('/covers/')) return
    responses.push(`${request.method()} ${pathname} ${response.status()}`)
  })
  return responses
}

test('an expired token is renewed once for several requests', async ({ page, reader }) => {
  const { id } = await reader.addBook({ title: 'Much Wanted' })
  await page.clock.install()
  await reader.signIn(page.context())
  await page.goto('/')
  await page.getByRole('link', { name: 'Much Wanted' }).waitFor()

  await page.clock.fastForward(lifetime)
  const responses = recordResponses(page)
  const renewal = await hold(page, '**/users/refresh', 'POST')
  await page.getByRole('navigation', { name: 'Categories' }).getByRole('link', { name: 'Science' }).click()
  await page.getByRole('link', { name: 'Much Wanted' }).click()
  await page.getByRole('dialog', { name: 'Much Wanted' }).getByRole('link', { name: 'Edit' }).click()
  const editor = page.getByRole('dialog', { name: 'Edit the book' })
  await editor.waitFor()
  await expect.poll(renewal.count).toBe(1)
  expect(responses).toEqual([])
  renewal.release()

  await expect.poll(() => editor.getByLabel('Title', { exact: true }).inputValue()).toBe('Much Wanted')
  await expect.poll(() => responses.filter((response) => response === `GET /books/${id} 200`)).toHaveLength(2)
  expect(responses).toContain('GET /books 200')
  expect(responses.filter((response) => response.includes('/users/refresh'))).toEqual([
    'POST /users/refresh 200',
  ])
  expect(responses.filter((response) => !response.endsWith('200'))).toEqual([])
})

test('a request with an invalid token is repeated with a new token', async ({ page, reader }) => {
  await reader.addBook({ title: 'Second Try' })
  await reader.signIn(page.context())
  await page.goto('/')
  const link = page.getByRole('link', { name: 'Second Try' })
  await link.waitFor()

  const responses = recordResponses(page)
  const error = { message: 'Invalid.', data: null, error: { code: 'invalid_token' } }
  await page.route('**/books/*', (route) => route.fulfill({ status: 401, json: error }), { times: 1 })
  await link.click()
  await page.getByRole('dialog', { name: 'Second Try' }).getByText('A book.').waitFor()
  await expect.poll(() => responses.map((response) => response.slice(-3))).toEqual(['401', '200', '200'])
  expect(responses[1]).toBe('POST /users/refresh 200')
})

test('after an expired session the reader signs in and continues on the same page', async ({
  page,
  reader,
}) => {
  await reader.addBook({ title: 'Open Ended' })
  await reader.signIn(page.context())
  await page.goto('/')
  await page.getByRole('link', { name: 'Open Ended' }).waitFor()
  await reader.api('DELETE', '/users/sessions')

  await page.getByRole('link', { name: 'Account' }).click()
  await page.getByRole('status').filter({ hasText: 'Your session has ended.' }).waitFor()
  await page.getByLabel('Email').fill(reader.email)
  await page.getByLabel('Password', { exact: true }).fill(reader.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Account', exact: true }).waitFor()
})
