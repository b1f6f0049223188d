export const shelf = (page) => page.getByRole('region', { name: 'Books' })
export const book = (page, title) => page.getByRole('dialog', { name: title, exact: true })
export const link = (page, title) => shelf(page).getByRole('link', { name: title })

/** Opens the shelf with books. */
export const open = async (page, reader, books, address = '/') => {
  await reader.addBooks(books)
  await reader.signIn(page.context())
  await page.goto(address)
}

export const three = [
  { title: 'First', authors: ['Ada Writer'], category: 'poetry' },
  { title: 'Second', authors: ['Ada Writer'], series: 'Trilogy', series_number: 2 },
  { title: 'Third', series: 'Trilogy', series_number: 3, description: 'The lats one.' },
]
