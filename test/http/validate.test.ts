import { describe, expect, it } from 'vitest'
import { api, errorOf } from '../support/client.ts'
import { newBook, password, signedIn } from '../support/makers.ts'

const message = expect.stringMatching(/\w/)
const json = { 'Content-Type': 'application/json' }

type Fields = Record<string, string>

const book = { title: 'Title', description: 'Text', category: 'science' }

/** Every operation that accepts JSON, with valid fields. */
const routes: [string, string, Fields][] = [
  ['POST', '/users', { name: 'Some Reader', email: 'unknown@example.com', password }],
  ['POST', '/users/login', { email: 'unknown@example.com', password }],
  ['PUT', '/users', { name: 'Some Reader' }],
  ['PATCH', '/users', { name: 'Some Reader' }],
  ['PUT', '/users/password', { current_password: password, new_password: 'Another-Horse-8' }],
  ['DELETE', '/users?purge=true', { password }],
  ['PUT', '/books/:id', book],
  ['PATCH', '/books/:id', book],
]

/** @returns a function that sends JSON text to a route, as a user with a book */
const sender = async (method: string, path: string) => {
  const as = await signedIn()
  const concrete = path.includes(':id') ? path.replace(':id', (await newBook(as)).id) : path
  return (body: string) => api.send(method, concrete, { as, body, headers: json })
}

const issuesOf = async (response: Response) => {
  const { error } = await response.json<{ error: { issues: { path: string; message: string }[] } }>()
  return error.issues
}

/** @returns `fields` as JSON, with one more member at the end */
const withMember = (fields: Fields, name: string, value: string) =>
  `${JSON.stringify(fields).slice(0, -1)},${name}:${value}}`

describe('an unknown field', () => {
  it.each(routes)('is rejected by name: %s %s', async (method, path, fields) => {
    const send = await sender(method, path)
    for (const name of ['color', 'id', 'user_id', 'role', 'disabled_at', '', '__proto__', 'constructor']) {
      const response = await send(withMember(fields, JSON.stringify(name), '"x"'))
      expect(await errorOf(response.clone())).toEqual([400, 'invalid_input'])
      expect(await issuesOf(response)).toEqual([{ path: name, message }])
    }
  })

  it('is rejected together with other issues', async () => {
    const issues = await issuesOf(await api.post('/users/login', { body: { email: 'x', color: 'red' } }))
    expect(issues.map(({ path }) => path).sort()).toEqual(['color', 'email', 'password'])
  })

  it.each([
    ['x'.repeat(60_000), 'x'.repeat(200)],
    [`${'x'.repeat(199)}😀`, `${'x'.repeat(199)}\ufffd`],
    ['\ud800', '\ufffd'],
  ])('is named in well-formed text of at most 200 characters', async (name, path) => {
    const issues = await issuesOf(await api.post('/users/login', { body: { [name]: 1 } }))
    expect(issues.map((issue) => issue.path)).toContain(path)
  })

  it('does not get an issue for each of thousands', async () => {
    const body = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`f${index}`, 0]))
    const response = await api.post('/users', { body })
    expect((await response.clone().text()).length).toBeLessThan(4096)
    expect(await errorOf(response)).toEqual([400, 'invalid_input'])
  })
})

describe('a repeated field', () => {
  it.each(routes)('is rejected, also in escaped spelling: %s %s', async (method, path, fields) => {
    const send = await sender(method, path)
    for (const [name, value] of Object.entries(fields)) {
      const escaped = `"\\u00${name.charCodeAt(0).toString(16)}${name.slice(1)}"`
      for (const spelling of [JSON.stringify(name), escaped]) {
        const response = await send(withMember(fields, spelling, JSON.stringify(value)))
        expect(await errorOf(response)).toEqual([400, 'malformed_json'])
      }
    }
  })
})

describe('an unpaired surrogate', () => {
  it.each(routes)('is rejected in every text: %s %s', async (method, path, fields) => {
    const send = await sender(method, path)
    for (const [name, value] of Object.entries(fields)) {
      for (const half of ['\\ud83d', '\\ude00', '\\ude00\\ud83d']) {
        const response = await send(JSON.stringify(fields).replace(`"${value}"`, `"${value}${half}"`))
        expect(await errorOf(response.clone())).toEqual([400, 'invalid_input'])
        expect((await issuesOf(response)).map((issue) => issue.path)).toContain(name)
      }
    }
  })
})

describe('a field of a wrong type', () => {
  it.each(routes)(
    'is rejected, and the response does not repeat the value: %s %s',
    async (method, path, fields) => {
      const send = await sender(method, path)
      for (const name of Object.keys(fields)) {
        // Null stands for no category.
        const nulls = name === 'category' ? [] : [null]
        for (const value of [...nulls, 7_654_321, true, ['seven'], { length: 20 }]) {
          const response = await send(JSON.stringify({ ...fields, [name]: value }))
          const body = await response.clone().text()
          for (const sent of ['7654321', 'seven', password]) expect(body).not.toContain(sent)
          expect(await errorOf(response)).toEqual([400, 'invalid_input'])
        }
      }
    },
  )
})

describe('a missing field', () => {
  it.each(routes.filter(([, path]) => path !== '/books/:id'))(
    'is rejected by name: %s %s',
    async (method, path, fields) => {
      const send = await sender(method, path)
      for (const name of Object.keys(fields)) {
        const { [name]: _, ...others } = fields
        const response = await send(JSON.stringify(others))
        expect(await errorOf(response.clone())).toEqual([400, 'invalid_input'])
        expect(await issuesOf(response)).toEqual([{ path: name, message }])
      }
    },
  )
})
