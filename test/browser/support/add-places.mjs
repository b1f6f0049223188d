import { isbnOfPile } from './catalogue.mjs'
import { photoOfBook } from './photo.mjs'

const scan = async (page, isbn) => {
  await page.getByLabel('ISBN').fill(isbn)
  await page.getByLabel('ISBN').press('Enter')
}

/** Functions that open each way to add a book, by its name. */
export const addPlaces = {
  'the ways to add a book': async (page) => {
    await page.goto('/#/books/new')
    await page.getByRole('link', { name: 'By hand' }).waitFor()
  },
  'a photo that is cropped': async (page) => {
    await page.goto('/#/books/new/photo')
    await page.getByLabel('Cover image').setInputFiles(await photoOfBook())
    await page.getByText(/^Ready to upload/).waitFor()
  },
  'a pile of scanned books': async (page) => {
    await page.goto('/#/books/new/scan')
    await page.getByRole('alert').filter({ hasText: 'no camera' }).waitFor()
    await scan(page, isbnOfPile(1))
    await scan(page, isbnOfPile(99))
    await scan(page, '123')
    const list = page.getByRole('list', { name: 'Scanned books' })
    await list.getByText(/^(Added with its cover|You have this already)/).waitFor()
    await list.getByText('No catalogue knows this ISBN.').waitFor()
  },
}
