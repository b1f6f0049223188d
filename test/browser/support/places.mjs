import { expect } from 'vitest'
import { addPlaces } from './add-places.mjs'
import { execute, fillCredentials, openDocs, openOperation } from './docs.mjs'
import { everyField } from './every-field.mjs'

const heading = (page, name, exact = false) => page.getByRole('heading', { name, exact }).waitFor()

const failedSignIn = async (page) => {
  await page.goto('/#/sign-in')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Enter your password.').waitFor()
}

/** Functions that open each page of a visitor, by its name. */
export const visitorPlaces = {
  'the sign-in form': async (page) => {
    await page.goto('/#/sign-in')
    await heading(page, 'Open your library')
  },
  'a sign-in form with errors': failedSignIn,
  'the sign-up form': async (page) => {
    await page.goto('/#/sign-up')
    await page.getByLabel('Password', { exact: true }).fill('half of a')
    await page.getByText('characters or more: done').waitFor()
  },
}

const dialogOf = async (page, button, name) => {
  await page.goto('/#/account')
  await page.getByRole('button', { name: button }).click()
  await page.getByRole('dialog', { name }).waitFor()
}

/** Functions that open each page of a reader who has the book `book`, by its name. */
export const readerPlaces = {
  ...addPlaces,
  'the covers view': async (page, { book }) => {
    await page.goto('/')
    await page.getByRole('link', { name: book.title }).waitFor()
  },
  'the list view': async (page, { book }) => {
    await page.goto('/#/?view=list')
    await page.getByRole('link', { name: book.title }).waitFor()
  },
  'the spines view': async (page, { book }) => {
    await page.goto('/#/?view=spines')
    await page.getByRole('link', { name: book.title }).waitFor()
  },
  'a selection': async (page, { book }) => {
    await page.goto('/')
    await page.getByRole('link', { name: book.title }).waitFor()
    await page.getByRole('button', { name: 'Select books' }).click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.getByRole('button', { name: 'Category …' }).click()
    await page.getByRole('menuitem', { name: 'Poetry' }).waitFor()
  },
  'a search without result': async (page) => {
    await page.goto('/#/?q=nothing+of+the+kind')
    await heading(page, /^No book matches/)
  },
  'a book': async (page, { book }) => {
    await page.goto(`/#/books/${book.id}`)
    await page.getByRole('dialog').getByText('Added on').waitFor()
  },
  'the filters': async (page) => {
    await page.goto('/#/?cover=none&rating_min=1')
    await page.getByRole('button', { name: /^Filters/ }).click()
    await page
      .getByRole('region', { name: 'Filters' })
      .getByRole('link', { name: 'Without a cover' })
      .waitFor()
  },
  'the form of a new book': async (page) => {
    await page.goto('/#/books/new/hand')
    await page.getByRole('button', { name: 'Add to the shelf' }).click()
    await page.getByText('Enter a title.').waitFor()
  },
  'a kept draft': async (page) => {
    await page.goto('/#/books/new/hand')
    await page.getByRole('dialog').getByLabel('Title', { exact: true }).fill('Half a book')
    await page.goto('/#/books/new')
    await page
      .getByRole('status', { name: 'Kept drafts' })
      .getByRole('button', { name: 'Continue' })
      .first()
      .waitFor()
  },
  'the form of an existing book': async (page, { book }) => {
    await page.goto(`/#/books/${book.id}/edit`)
    await page.getByRole('dialog').getByRole('img').waitFor()
  },
  'a book with every field': async (page, { api }) => {
    const { data } = await api('POST', '/books', { json: everyField })
    await page.goto(`/#/books/${data.id}`)
    await page.getByRole('region', { name: 'Your notes' }).getByText(everyField.review).waitFor()
  },
  'the form of a book with every field': async (page, { api }) => {
    const { data } = await api('POST', '/books', { json: everyField })
    await page.goto(`/#/books/${data.id}/edit`)
    await page.getByLabel('Review').waitFor()
  },
  'found books': async (page) => {
    await page.goto('/#/books/new/hand')
    await page.getByRole('dialog').getByRole('searchbox').fill('emma')
    await page.getByRole('button', { name: 'Find' }).click()
    await page.getByRole('list', { name: 'Found books' }).waitFor()
  },
  'a conflict': async (page, { book, api }) => {
    await page.goto(`/#/books/${book.id}/edit`)
    await page.getByRole('dialog').getByLabel('Description').fill('Mine. '.repeat(30))
    const description = `Changed at ${Date.now()}.`
    await api('PATCH', `/books/${book.id}`, { json: { description } })
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('region', { name: 'Saved version' }).waitFor()
  },
  'the import page': async (page) => {
    await page.goto('/#/import')
    await page.getByLabel('File to import').waitFor({ state: 'attached' })
  },
  'the report of an import': async (page) => {
    await page.goto('/#/import')
    const long = 'a-word-that-has-no-place-to-break'.repeat(4)
    const buffer = Buffer.from(`title,description,category\n${long},,poetry\nOdd,,${long}\n,${long},\n`)
    await page
      .getByLabel('File to import')
      .setInputFiles({ name: `${long}.csv`, mimeType: 'text/csv', buffer })
    await heading(page, '2 books to add')
  },
  'the options of an import': async (page, { book }) => {
    await page.goto('/#/import')
    const buffer = Buffer.from(`Title,Finished,Pages,Shop\n${book.title},03/04/2021,7,\n`)
    await page.getByLabel('File to import').setInputFiles({ name: 'table.csv', mimeType: 'text/csv', buffer })
    await page.getByRole('radio', { name: 'Fill in their empty fields from the file' }).check()
    await page.getByRole('button', { name: 'Preview again' }).waitFor()
  },
  'the list of keys': async (page, { book }) => {
    await page.goto('/')
    await page.getByRole('link', { name: book.title }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  },
  'the account page': async (page) => {
    await page.goto('/#/account')
    await page.getByText('This device').waitFor()
  },
  'the dialog before disabling': (page) => dialogOf(page, 'Disable …', 'Disable your account?'),
  'the dialog before erasing': (page) => dialogOf(page, 'Erase …', 'Erase everything?'),
  'a year in books': async (page, { book, api }) => {
    const readings = [{ started_on: null, finished_on: '2026-02-03' }]
    await api('PATCH', `/books/${book.id}`, { json: { readings, status: 'read', pages: 321, rating: 4 } })
    await page.goto('/#/numbers/2026')
    await page.getByRole('region', { name: 'The books of 2026' }).getByRole('link').first().waitFor()
  },
  'the library in numbers': async (page, { api }) => {
    await api('POST', '/books', { json: everyField })
    await page.goto('/#/numbers')
    await page.getByRole('region', { name: 'On the shelf' }).waitFor()
  },
  'a year without books': async (page) => {
    await page.goto('/#/numbers/2019')
    await heading(page, 'No finished book in 2019')
  },
  'an unknown address': async (page) => {
    await page.goto('/#/nowhere')
    await heading(page, 'Page not found')
  },
}

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
