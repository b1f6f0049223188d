import { everyField } from './every-field.mjs'

/** A second visit finds the book of the first. */
const addEveryField = async (api) => {
  const { data } = await api('POST', '/books', { json: everyField })
  return data ?? (await api('GET', '/books?q=darkness')).data[0]
}

/** Functions that open each page and form of a book, by its name. */
export const bookPlaces = {
  'a book': async (page, { book }) => {
    await page.goto(`/#/books/${book.id}`)
    await page.getByText('Added on').waitFor()
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
    const { id } = await addEveryField(api)
    await page.goto(`/#/books/${id}`)
    await page.getByRole('region', { name: 'Your notes' }).getByText(everyField.review).waitFor()
  },
  'the form of a book with every field': async (page, { api }) => {
    const { id } = await addEveryField(api)
    await page.goto(`/#/books/${id}/edit`)
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
}
