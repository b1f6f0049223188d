import { addPlaces } from './add-places.mjs'
import { apiKeyPlaces } from './api-key-places.mjs'
import { bookPlaces } from './book-places.mjs'
import { eReaderPlaces } from './e-reader-places.mjs'
import { everyField } from './every-field.mjs'
import { importPlaces } from './import-places.mjs'
import { methodsPlaces } from './methods-places.mjs'
import { sharePlaces } from './share-places.mjs'
import { shelfPlaces } from './shelf-places.mjs'
import { signInPlaces } from './sign-in-places.mjs'
import { webhookPlaces } from './webhook-places.mjs'

const heading = (page, name, exact = false) => page.getByRole('heading', { name, exact }).waitFor()

const failedSignIn = async (page) => {
  await page.goto('/#/sign-in')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Enter your password.').waitFor()
}

/** Functions that open each page of a visitor, by its name. */
export const visitorPlaces = {
  ...signInPlaces,
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
  ...shelfPlaces,
  ...bookPlaces,
  ...importPlaces,
  ...methodsPlaces,
  ...eReaderPlaces,
  ...apiKeyPlaces,
  ...webhookPlaces,
  ...sharePlaces,
  'the account page': async (page) => {
    await page.goto('/#/account')
    await page.getByText('This device').waitFor()
    await page.getByText('Next step: add a passkey').waitFor()
  },
  'the dialog before disabling': (page) => dialogOf(page, 'Disable …', 'Disable your account?'),
  'the dialog before erasing': (page) => dialogOf(page, 'Erase …', 'Erase everything?'),
  'a year in books': async (page, { book, api }) => {
    const readings = [{ started_on: null, finished_on: '2026-02-03' }]
    await api('PATCH', `/books/${book.id}`, { json: { readings, status: 'read', pages: 321, rating: 4 } })
    await page.goto('/#/numbers/2026')
    await page.getByRole('region', { name: 'The books of 2026' }).getByRole('link').first().waitFor()
  },
  'the picture of a year': async (page, { book, api }) => {
    const readings = [{ started_on: null, finished_on: '2026-02-03' }]
    await api('PATCH', `/books/${book.id}`, { json: { readings, status: 'read', pages: 321, rating: 4 } })
    await page.goto('/#/numbers/2026')
    await page.getByRole('button', { name: 'Picture of the year' }).click()
    await page.getByRole('img', { name: /^2026, a year in books/ }).waitFor()
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
