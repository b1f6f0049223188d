/** @returns the block of an operation on the docs page */
export const operationOf = (page, method, path) =>
  page.locator(`.opblock-${method.toLowerCase()}`).filter({ has: page.locator(`[data-path="${path}"]`) })

export const openDocs = async (page) => {
  await page.goto('/docs')
  await page.locator('.opblock').first().waitFor()
}

export const openOperation = async (page, method, path) => {
  const operation = operationOf(page, method, path)
  await operation.locator('.opblock-summary-control').click()
  await operation.getByRole('button', { name: 'Execute' }).waitFor()
  return operation
}

/** Sends the request of an open operation. @returns the part of the page that shows the response */
export const execute = async (operation) => {
  await operation.getByRole('button', { name: 'Execute' }).click()
  const response = operation.locator('.docs-live')
  await response.getByRole('status').waitFor()
  return response
}

export const fillCredentials = async (page, { email, password }) => {
  const form = page.getByRole('form', { name: 'Sign in' })
  await form.getByLabel('Email').fill(email)
  await form.getByLabel('Password', { exact: true }).fill(password)
  await form.getByRole('button', { name: 'Sign in' }).click()
}

export const signInOnDocs = async (page, reader) => {
  await fillCredentials(page, reader)
  await page.getByText(`Signed in as ${reader.name}.`).waitFor()
}

/** @returns the program that the page shows for an operation, with the token that Copy puts into it */
export const copyCode = async (page, operation, language) => {
  await operation.getByRole('button', { name: language }).click()
  await operation.getByRole('button', { name: 'Copy', exact: true }).click()
  await operation.getByRole('button', { name: 'Copied' }).waitFor()
  return page.evaluate(() => navigator.clipboard.readText())
}
