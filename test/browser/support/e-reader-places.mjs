import { documents, openEReaders } from './e-reader.mjs'

/** Functions that open the e-readers of the account page, by their names. */
export const eReaderPlaces = {
  'the documents of e-readers, with the choice of a book': async (page) => {
    const body = { message: '', data: documents, page: { next: 'WzEsMl0' } }
    await page.route('**/users/documents?*', (route) => route.fulfill({ json: body }))
    const region = await openEReaders(page)
    await region.getByText('How to set up a device').click()
    await region.getByRole('button', { name: 'Choose a book for Frankenstein' }).click()
    await region.getByLabel('Title, author or series').fill('')
    await region.locator('.book-choice').first().waitFor()
    await page.unroute('**/users/documents?*')
  },
}
