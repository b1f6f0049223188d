import { expect } from 'vitest'
import { execute, fillCredentials, openDocs, openOperation } from './docs.mjs'

// On a page with fewer operations axe is done sooner.
const openFiltered = async (page, phrase) => {
  await openDocs(page)
  const count = await page.locator('.opblock').count()
  await page.getByLabel('Filter operations').fill(phrase)
  await expect.poll(() => page.locator('.opblock').count()).toBeLessThan(count)
}

/** Functions that open each part of the docs page, by its name. */
export const docsPlaces = {
  'the docs': openDocs,
  'a failed sign-in of the docs': async (page) => {
    await openDocs(page)
    await page.getByText('Use a token instead').click()
    await fillCredentials(page, { email: 'stranger@example.com', password: 'not the password' })
    await page.getByRole('alert').waitFor()
  },
  'a form of the docs': async (page) => {
    await openFiltered(page, '/books')
    await openOperation(page, 'POST', '/books')
    await openOperation(page, 'DELETE', '/books/{id}')
  },
  'parameters of the docs': async (page) => {
    await openFiltered(page, '/books')
    await openOperation(page, 'PUT', '/books/{id}')
    const operation = await openOperation(page, 'GET', '/books')
    await operation.getByRole('button', { name: /^Optional headers/ }).click()
  },
  'a response in the docs': async (page) => {
    await openFiltered(page, '/health')
    await execute(await openOperation(page, 'GET', '/health'))
  },
  'documented responses and their schemas': async (page) => {
    await openFiltered(page, '/books/{id}')
    const operation = await openOperation(page, 'GET', '/books/{id}')
    for (const code of ['200', '404']) await operation.getByText(code, { exact: true }).click()
    await operation.getByRole('tab', { name: 'Schema' }).first().click()
    await operation.getByRole('button', { name: 'Expand all' }).first().click()
    await page.getByRole('button', { name: 'Schemas' }).click()
    await page.getByRole('button', { name: 'Book', exact: true }).click()
  },
}
