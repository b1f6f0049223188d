const heading = (page, name, exact = false) => page.getByRole('heading', { name, exact }).waitFor()

/** Functions that open each step of an import, by its name. */
export const importPlaces = {
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
  'an import that is done': async (page) => {
    await page.goto('/#/import')
    const buffer = Buffer.from('title,shop\nNew one,Corner\nNew two,Market\n')
    await page.getByLabel('File to import').setInputFiles({ name: 'table.csv', mimeType: 'text/csv', buffer })
    await page.getByRole('button', { name: /^Import 2 books/ }).click()
    await page.getByRole('link', { name: 'See the 2 new books' }).waitFor()
  },
  'descriptions of an older import': async (page, { api }) => {
    await api('POST', '/books', { json: { title: 'Good Omens', description: 'By Neil Gaiman\n\nMine.' } })
    await page.goto('/#/import')
    await page.getByRole('button', { name: 'Look for them' }).click()
    await heading(page, '1 book of an earlier import')
  },
}
