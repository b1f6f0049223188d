import { describe, expect, it } from 'vitest'
import { api } from '../support/client.ts'
import { bookForm, fixture, signedIn } from '../support/makers.ts'

const once = 'Must be given only once.'

const issuesOf = async (response: Response) => {
  const { error } = await response.json<{ error: { issues: { path: string; message: string }[] } }>()
  expect(response.status).toBe(400)
  return error.issues
}

describe('a field that a form has twice', () => {
  it.each(['title', 'description', 'category', 'cover_image'])(
    'is an error that says so: %s',
    async (name) => {
      const as = await signedIn()
      const form = await bookForm()
      form.append(name, name === 'cover_image' ? await fixture('tiny.png') : 'science')
      for (const [method, path] of [
        ['POST', '/books'],
        ['PATCH', `/books/${crypto.randomUUID()}`],
      ] as const)
        expect(await issuesOf(await api.send(method, path, { as, body: form }))).toEqual([
          { path: name, message: once },
        ])
    },
  )

  it.each(['file', 'mode'])('is an error of an import too: %s', async (name) => {
    const form = new FormData()
    for (let i = 0; i < 2; i++) {
      form.append('file', new File(['title,description,category\r\n'], 'books.csv'))
      form.append('mode', 'preview')
    }
    form.delete(name === 'file' ? 'mode' : 'file')
    const issues = await issuesOf(await api.post('/books/import', { as: await signedIn(), body: form }))
    expect(issues).toContainEqual({ path: name, message: once })
  })

  it('is unknown if it is unknown', async () => {
    const form = await bookForm()
    for (let i = 0; i < 2; i++) form.append('color', 'red')
    const issues = await issuesOf(await api.post('/books', { as: await signedIn(), body: form }))
    expect(issues).toEqual([{ path: 'color', message: 'This field does not exist.' }])
  })
})

it.each(['limit', 'cursor', 'category', 'sort', 'scope', 'q'])(
  'a query parameter that is there twice is an error that says so: %s',
  async (name) => {
    const issues = await issuesOf(await api.get(`/books?${name}=x&${name}=y`, { as: await signedIn() }))
    expect(issues).toEqual([{ path: name, message: once }])
  },
)

it('a list in JSON is a value of the wrong type', async () => {
  const body = { title: ['Emma'], category: ['horror'] }
  const issues = await issuesOf(
    await api.patch(`/books/${crypto.randomUUID()}`, { as: await signedIn(), body }),
  )
  expect(issues).toEqual([
    { path: 'title', message: 'Must be text.' },
    { path: 'category', message: expect.stringMatching(/^Must be one of: romance/) },
  ])
})
