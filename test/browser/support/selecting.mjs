/** Signs in and opens the shelf. @returns the parts of the page that a selection uses */
export const openShelf = async (page, reader, path = '/') => {
  await reader.signIn(page.context())
  await page.goto(path)
  const books = page.getByRole('region', { name: 'Books' })
  await books.getByRole('link').first().waitFor()
  const bar = page.getByRole('region', { name: 'Selected books' })
  return {
    books,
    bar,
    link: (title) => books.getByRole('link', { name: title }),
    box: (title) => books.getByRole('checkbox', { name: `Select “${title}”`, exact: true }),
    message: (text) => page.getByText(text, { exact: true }),
    choose: async (menu, option) => {
      await bar.getByRole('button', { name: menu }).click()
      await page.getByRole('menuitem', { name: option }).click()
    },
    undo: () => page.getByRole('button', { name: 'Undo' }).click(),
  }
}

/** @returns the books of the reader, by title */
export const libraryOf = async (reader) => {
  const { data } = await reader.api('GET', '/books?limit=100')
  return Object.fromEntries(data.map((book) => [book.title, book]))
}
