const heading = (page, name, exact = false) => page.getByRole('heading', { name, exact }).waitFor()

const failedSignIn = async (page) => {
  await page.goto('/#/sign-in')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Enter your password.').waitFor()
}

/** How a visitor gets to every page, by its name. */
export const visitorPlaces = {
  'the sign-in': async (page) => {
    await page.goto('/#/sign-in')
    await heading(page, 'Open your library')
  },
  'a failed sign-in': failedSignIn,
  'the sign-up': async (page) => {
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

/** How a reader with the book `book` gets to every page, by its name. */
export const readerPlaces = {
  'the shelf': async (page, { book }) => {
    await page.goto('/')
    await page.getByRole('link', { name: book.title }).waitFor()
  },
  'the list': async (page, { book }) => {
    await page.goto('/#/?view=list')
    await page.getByRole('link', { name: book.title }).waitFor()
  },
  'a search without result': async (page) => {
    await page.goto('/#/?q=nothing+of+the+kind')
    await heading(page, /^No book matches/)
  },
  'a book': async (page, { book }) => {
    await page.goto(`/#/books/${book.id}`)
    await page.getByRole('dialog').getByText('On the shelf since').waitFor()
  },
  'the form of a new book': async (page) => {
    await page.goto('/#/books/new')
    await page.getByRole('button', { name: 'Add to the shelf' }).click()
    await page.getByText('Give the book its title.').waitFor()
  },
  'the form of a book': async (page, { book }) => {
    await page.goto(`/#/books/${book.id}/edit`)
    await page.getByRole('dialog').getByRole('img').waitFor()
  },
  'a conflict': async (page, { book, api }) => {
    await page.goto(`/#/books/${book.id}/edit`)
    const title = page.getByRole('dialog').getByLabel('Title')
    await title.fill(`${await title.inputValue()}, mine`)
    const description = `Changed at ${Date.now()}.`
    await api('PATCH', `/books/${book.id}`, { json: { description } })
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('region', { name: 'Theirs' }).waitFor()
  },
  'the import': async (page) => {
    await page.goto('/#/import')
    await page.getByLabel('File to import').waitFor({ state: 'attached' })
  },
  'the report of an import': async (page) => {
    await page.goto('/#/import')
    const long = 'a-word-that-has-no-place-to-break'.repeat(4)
    const buffer = Buffer.from(`title,description,category\n${long},,poetry\nBad,,cookery\nBad,${long},\n`)
    await page
      .getByLabel('File to import')
      .setInputFiles({ name: `${long}.csv`, mimeType: 'text/csv', buffer })
    await heading(page, '1 book to add')
  },
  'the account': async (page) => {
    await page.goto('/#/account')
    await page.getByText('This device').waitFor()
  },
  'the question before disabling': (page) => dialogOf(page, 'Disable …', 'Disable your account?'),
  'the question before erasing': (page) => dialogOf(page, 'Erase …', 'Erase everything?'),
  'no page': async (page) => {
    await page.goto('/#/nowhere')
    await heading(page, 'No such page')
  },
}

const openDocs = async (page) => {
  await page.goto('/docs')
  await page.locator('.opblock').first().waitFor()
}

/** How one gets to the parts of the docs page, by their names. */
export const docsPlaces = {
  'the docs': openDocs,
  'operations of the docs': async (page) => {
    await openDocs(page)
    for (const name of [
      'Books-addBook',
      'Books-listBooks',
      'Account-changeAccountByPut',
      'Books-deleteBook',
    ]) {
      await page.locator(`#operations-${name} .opblock-summary-control`).click()
      await page.locator(`#operations-${name} .execute`).waitFor()
    }
  },
  'an answer in the docs': async (page) => {
    await openDocs(page)
    const operation = page.locator('#operations-Service-checkHealth')
    await operation.locator('.opblock-summary-control').click()
    await operation.getByRole('button', { name: 'Execute' }).click()
    await operation.locator('.live-responses-table').waitFor()
  },
  'the authorization of the docs': async (page) => {
    await openDocs(page)
    await page.getByRole('button', { name: 'Authorize' }).first().click()
    await page.locator('.modal-ux').getByRole('textbox').first().waitFor()
  },
}
