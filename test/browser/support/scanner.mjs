/** Signs in and opens the scanner. */
export const openScanner = async (page, reader) => {
  await reader.signIn(page.context())
  await page.goto('/')
  await page.goto('/#/books/new/scan')
  const dialog = page.getByRole('dialog', { name: 'Scan books' })
  await dialog.waitFor()
  const list = dialog.getByRole('list', { name: 'Scanned books' })
  return {
    dialog,
    list,
    row: (text) => list.getByRole('listitem').filter({ hasText: text }),
    /** As the reader types it, or a hand-held scanner. */
    type: async (isbn) => {
      await dialog.getByLabel('ISBN').fill(isbn)
      await dialog.getByLabel('ISBN').press('Enter')
    },
  }
}
