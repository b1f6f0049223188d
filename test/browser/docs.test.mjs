import { ask } from './support/reader.mjs'
import { expect, test } from './support/test.mjs'

test('the API is tried out at /docs, signed in', async ({ page, reader }) => {
  const { data: tokens } = await ask('POST', '/users/login', {
    json: { email: reader.email, password: reader.password },
  })
  await page.goto('/docs')
  await page.getByRole('button', { name: 'Authorize' }).first().click()
  const dialog = page.locator('.modal-ux')
  await dialog.getByRole('textbox').first().fill(tokens.access_token)
  await dialog
    .getByRole('button', { name: /apply credentials|authorize/i })
    .first()
    .click()
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  const operation = page.locator('.opblock-get').filter({ has: page.locator('[data-path="/users"]') })
  await operation.locator('.opblock-summary-control').click()
  await operation.getByRole('button', { name: 'Execute' }).click()
  const answer = operation.locator('.live-responses-table .response').first()
  await answer.getByText('200', { exact: true }).first().waitFor()
  expect(await answer.textContent()).toContain(reader.email)
})
