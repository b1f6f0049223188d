import { hold } from './support/hold.mjs'
import { expect, test } from './support/test.mjs'

const lifetime = '15:00'

/** @returns what the scripts of the page ask for, and how that was answered, as it happens */
const listen = (page) => {
  const answers = []
  page.on('response', (response) => {
    const request = response.request()
    if (request.resourceType() !== 'fetch') return
    answers.push(`${request.method()} ${new URL(request.url()).pathname} ${response.status()}`)
  })
  return answers
}

test('an expired token is renewed once for many requests, and the reader does not notice', async ({
  page,
  reader,
}) => {
  const { id } = await reader.addBook({ title: 'Much Wanted' })
  await page.clock.install()
  await reader.signIn(page.context())
  await page.goto('/')
  await page.getByRole('link', { name: 'Much Wanted' }).waitFor()

  await page.clock.fastForward(lifetime)
  const answers = listen(page)
  const renewal = await hold(page, '**/users/refresh', 'POST')
  await page.getByRole('navigation', { name: 'Categories' }).getByRole('link', { name: 'Science' }).click()
  await page.getByRole('link', { name: 'Much Wanted' }).click()
  await page.getByRole('dialog', { name: 'Much Wanted' }).getByRole('link', { name: 'Edit' }).click()
  const editor = page.getByRole('dialog', { name: 'Edit the book' })
  await editor.waitFor()
  await expect.poll(renewal.count).toBe(1)
  expect(answers).toEqual([])
  renewal.release()

  await expect.poll(() => editor.getByLabel('Title').inputValue()).toBe('Much Wanted')
  await expect.poll(() => answers.filter((answer) => answer === `GET /books/${id} 200`)).toHaveLength(2)
  expect(answers).toContain('GET /books 200')
  expect(answers.filter((answer) => answer.includes('/users/refresh'))).toEqual(['POST /users/refresh 200'])
  expect(answers.filter((answer) => !answer.endsWith('200'))).toEqual([])
})

test('a token that the service finds invalid is renewed, and the request made again', async ({
  page,
  reader,
}) => {
  await reader.addBook({ title: 'Second Try' })
  await reader.signIn(page.context())
  await page.goto('/')
  const link = page.getByRole('link', { name: 'Second Try' })
  await link.waitFor()

  const answers = listen(page)
  const refusal = { message: 'Invalid.', data: null, error: { code: 'invalid_token' } }
  await page.route('**/books/*', (route) => route.fulfill({ status: 401, json: refusal }), { times: 1 })
  await link.click()
  await page.getByRole('dialog', { name: 'Second Try' }).getByText('A book.').waitFor()
  await expect.poll(() => answers.map((answer) => answer.slice(-3))).toEqual(['401', '200', '200'])
  expect(answers[1]).toBe('POST /users/refresh 200')
})

test('a session that is over says so, and is taken up where it was left', async ({ page, reader }) => {
  await reader.addBook({ title: 'Open Ended' })
  await reader.signIn(page.context())
  await page.goto('/')
  await page.getByRole('link', { name: 'Open Ended' }).waitFor()
  await reader.api('DELETE', '/users/sessions')

  await page.getByRole('link', { name: 'Account' }).click()
  await page.getByRole('status').filter({ hasText: 'Your session is over.' }).waitFor()
  await page.getByLabel('Email').fill(reader.email)
  await page.getByLabel('Password', { exact: true }).fill(reader.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Account', exact: true }).waitFor()
})
