import { copyCode, execute, openDocs, openOperation, signInOnDocs } from './support/docs.mjs'
import { hasFocus } from './support/keyboard.mjs'
import { fixture } from './support/reader.mjs'
import { run } from './support/run.mjs'
import { expect, test } from './support/test.mjs'

// The programs are run by bash with curl, by Node and by python3.

const signedIn = test.extend('docs', async ({ page, context, reader }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openDocs(page)
  await signInOnDocs(page, reader)
  return page
})

signedIn('optional parameters begin empty, with their example beside them', async ({ docs }) => {
  const operation = await openOperation(docs, 'PATCH', '/books/{id}')
  await operation.getByRole('button', { name: /^Optional headers/ }).click()
  const row = operation.locator('[data-param-name="If-Match"]')
  expect(await row.getByRole('textbox').inputValue()).toBe('')
  expect(await row.textContent()).toContain('Example: "1"')
})

signedIn('a missing field is named, and has the focus', async ({ docs }) => {
  const operation = await openOperation(docs, 'GET', '/books/{id}')
  await operation.getByRole('button', { name: 'Execute' }).click()
  const field = operation.getByRole('textbox', { name: 'id' })
  await expect.poll(() => hasFocus(field)).toBe(true)
})

signedIn('a cover that was read is shown', async ({ docs, reader }) => {
  const { image_url } = await reader.addBook({ title: 'Seen' })
  const [, key, file] = new URL(image_url).pathname.match(/^\/covers\/([^/]+)\/(.+)$/)
  const operation = await openOperation(docs, 'GET', '/covers/{key}/{file}')
  await operation.getByRole('textbox', { name: 'key' }).fill(key)
  await operation.getByRole('combobox', { name: 'file' }).selectOption(file)
  const image = (await execute(operation)).locator('img')
  await image.waitFor()
  expect(
    await image.evaluate((element) => element.decode().then(() => element.naturalWidth)),
  ).toBeGreaterThan(0)
})

const schema = {
  type: 'object',
  properties: {
    authors: { type: 'array', items: { type: 'string' }, examples: [['Mary Shelley', 'Percy Shelley']] },
    series: { type: 'string', examples: ['Gothic'] },
    extra: { type: 'string', contentMediaType: 'application/json', examples: ['{"Mood":"dark"}'] },
  },
}
const lists = {
  openapi: '3.1.1',
  info: { title: 'Lists', version: '1' },
  components: { schemas: { Lists: schema } },
  paths: {
    '/lists': {
      post: {
        operationId: 'addLists',
        requestBody: {
          content: { 'multipart/form-data': { schema: { $ref: '#/components/schemas/Lists' } } },
        },
        responses: { 200: { description: 'Added.' } },
      },
    },
  },
}

test('a form sends each item of a list as a part, JSON as text, and no empty field', async ({ page }) => {
  await page.route('**/openapi.json', (route) => route.fulfill({ json: lists }))
  await openDocs(page)
  const operation = await openOperation(page, 'POST', '/lists')
  const code = operation.locator('.docs-fold pre').first()
  await expect.poll(() => code.textContent()).toContain("'series=Gothic'")
  expect(await code.textContent()).toMatch(/'authors=Mary Shelley'[^,]+'authors=Percy Shelley'/)
  expect(await code.textContent()).toContain(`'extra={"Mood":"dark"}'`)
  await operation.locator('[data-property-name="series"] input').fill('')
  await expect.poll(() => code.textContent()).not.toContain('series')
  await operation.getByLabel('Send it empty').check()
  expect(await operation.getByLabel('Send it empty').isChecked()).toBe(true)
})

for (const language of ['curl', 'TypeScript', 'Python']) {
  signedIn(`the ${language} program adds a book with its cover`, async ({ docs, reader }) => {
    const title = `L'Étranger & "friends" \\ $HOME ${language}`
    const operation = await openOperation(docs, 'POST', '/books')
    await operation.getByLabel('Request content type').selectOption('multipart/form-data')
    await operation.locator('[data-property-name="title"] input').fill(title)
    await operation.locator('input[type=file]').setInputFiles(fixture('palette.png'))
    await operation.getByText('palette.png').first().waitFor()
    expect(await operation.locator('.docs-fold pre').first().textContent()).toMatch(/Bearer \S{8}…/)
    expect(await run(language, await copyCode(docs, operation, language))).toContain('"Book added."')
    const { data: books } = await reader.api('GET', '/books')
    expect(books.map((book) => book.title)).toEqual([title])
    expect(books[0].image_url).toBeTruthy()
  })

  signedIn(`the ${language} program changes a book`, async ({ docs, reader }) => {
    const { id } = await reader.addBook()
    const operation = await openOperation(docs, 'PATCH', '/books/{id}')
    await operation.getByRole('textbox', { name: 'id' }).fill(id)
    const description = `It's "quoted" \\ and $HOME\nin ${language}`
    await operation.getByLabel('Request body').fill(JSON.stringify({ description }))
    await operation.getByText(id).first().waitFor()
    expect(await run(language, await copyCode(docs, operation, language))).toContain('"Book changed."')
    expect((await reader.api('GET', `/books/${id}`)).data.description).toBe(description)
  })
}
