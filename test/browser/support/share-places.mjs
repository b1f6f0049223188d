const review = `${'A long review, in many words. '.repeat(40)}\n\nThe end of it.`

/** Shares the shelf of a reader. @returns the settings */
export const shareShelf = async ({ api }, settings = {}) => {
  const json = {
    enabled: true,
    display_name: 'Mary',
    include_ratings: true,
    include_reviews: true,
    ...settings,
  }
  const { data } = await api('PUT', '/users/share', { json })
  return data
}

/** Functions that open the pages of sharing, by their names. */
export const sharePlaces = {
  'the settings of a shared shelf': async (page, reader) => {
    await shareShelf(reader, { tag: 'gothic' })
    await page.goto('/#/account')
    await page.getByLabel('Address of your shelf').waitFor()
  },
  'the question before a new address': async (page, reader) => {
    await shareShelf(reader)
    await page.goto('/#/account')
    await page.getByRole('button', { name: 'New address …' }).click()
    await page.getByRole('dialog', { name: 'Make a new address?' }).waitFor()
  },
  'a shared shelf': async (page, reader) => {
    const change = (id, json) => reader.api('PATCH', `/books/${id}`, { json })
    await change(reader.book.id, { rating: 3.25, review, series: 'A Series', series_number: 1.5 })
    const hebrew = { title: 'שירים מן הבית', authors: ['לאה כהן'], rating: 5, review: 'ספר יפה.' }
    await reader.api('POST', '/books', { json: hebrew })
    const { url } = await shareShelf(reader)
    await page.goto(url)
    await page.getByText('The whole review').click()
    await page.getByText('The end of it.').waitFor()
  },
  'a shared shelf without books': async (page, reader) => {
    const { url } = await shareShelf(reader, { tag: 'of no book' })
    await page.goto(url)
    await page.getByText('No books here yet').waitFor()
  },
  'a shared shelf that is gone': async (page) => {
    await page.goto(`/s/${'A'.repeat(22)}`)
    await page.getByRole('heading', { name: 'This shelf is not here' }).waitFor()
  },
}
