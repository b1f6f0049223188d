import { beforeAll, describe, expect, it } from 'vitest'
import { api, dataOf, errorOf, type Session } from '../support/client.ts'
import { fixture, signedIn } from '../support/makers.ts'

let as: Session
let png: Uint8Array
beforeAll(async () => {
  as = await signedIn()
  png = new Uint8Array(await (await fixture('tiny.png')).arrayBuffer())
})

const latin1 = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0))
const boundary = 'dd0e5bb4-6e5b-4c35-9d8c-2a3a4c1b7a10'

/** How HTTP clients write a text and a file: the headers of a part, without the line break after them. */
interface Client {
  type: string
  text: (name: string) => string
  file: (name: string) => string
}

const plain = `multipart/form-data; boundary=${boundary}`

const clients: Record<string, Client> = {
  'HttpClient of .NET': {
    type: `multipart/form-data; boundary="${boundary}"`,
    text: (name) => `Content-Type: text/plain; charset=utf-8\nContent-Disposition: form-data; name=${name}`,
    file: (name) => `Content-Disposition: form-data; name=${name}; filename=c.jpg; filename*=utf-8''c.jpg`,
  },
  ktor: {
    type: plain,
    text: (name) => `Content-Disposition: form-data; name=${name}\nContent-Length: 7`,
    file: (name) =>
      `Content-Disposition: form-data; name=${name}; filename=c.jpg\nContent-Type: image/jpeg\nContent-Length: 95`,
  },
  'a browser': {
    type: plain,
    text: (name) => `Content-Disposition: form-data; name="${name}"`,
    file: (name) =>
      `Content-Disposition: form-data; name="${name}"; filename="c.jpg"\nContent-Type: image/jpeg`,
  },
  OkHttp: {
    type: plain,
    text: (name) => `Content-Disposition: form-data; name="${name}"\nContent-Transfer-Encoding: binary`,
    file: (name) => `Content-Disposition: form-data; name="${name}"; filename="c.jpg"\nContent-Type: image/*`,
  },
  'urllib3 1': {
    type: plain,
    text: (name) => `Content-Disposition: form-data; name="${name}"`,
    file: (name) => `Content-Disposition: form-data; name="${name}"; filename*=utf-8''caf%C3%A9.jpg`,
  },
  'a client that writes everything else': {
    type: `Multipart/Form-Data ; charset=utf-8; BOUNDARY="${boundary}" ;`,
    text: (name) => `x-first: 1\ncontent-disposition :FORM-DATA;Name = ${name} ;`,
    file: (name) => `CONTENT-DISPOSITION: form-data;\n\tFileName=c.jpg;\n name="${name}"`,
  },
}

const bodyOf = ({ text, file }: Client, texts: Record<string, string>, cover: Uint8Array) => {
  const parts = Object.entries(texts).map(([name, value]) => `--${boundary}\n${text(name)}\n\n${value}\n`)
  const start = `${parts.join('')}--${boundary}\n${file('cover_image')}\n\n`.replaceAll('\n', '\r\n')
  return Uint8Array.of(...latin1(start), ...cover, ...latin1(`\r\n--${boundary}--\r\n`))
}

describe.each(Object.entries(clients))('a form as %s writes it', (_, client) => {
  const headers = { 'Content-Type': client.type }

  it('adds a book with its cover, and changes it', async () => {
    const title = crypto.randomUUID()
    const texts = { title, description: 'A book.', category: 'horror' }
    const response = await api.post('/books', { as, body: bodyOf(client, texts, png), headers })
    expect(response.status).toBe(201)
    const book = await dataOf(response)
    expect(book).toMatchObject(texts)
    expect((await api.get(new URL(book.image_url).pathname)).status).toBe(200)

    const changes = { description: 'Changed.' }
    const changed = await api.patch(`/books/${book.id}`, { as, body: bodyOf(client, changes, png), headers })
    expect(changed.status).toBe(200)
    expect(await dataOf(changed)).toMatchObject({ ...texts, ...changes })
  })

  it('imports a file', async () => {
    const file = latin1(`title,description,category\r\n${crypto.randomUUID()},,science\r\n`)
    const body = bodyOf({ ...client, file: () => client.file('file') }, { mode: 'preview' }, file)
    const response = await api.post('/books/import', { as, body, headers })
    expect(response.status).toBe(200)
    expect(await dataOf(response)).toMatchObject({ mode: 'preview', created: 1, failed: 0 })
  })
})

it('the error of a malformed form says what is wrong with it', async () => {
  const body = latin1(`--b\r\nContent-Disposition: form-data; name="a\r\n\r\nx\r\n--b--`)
  const headers = { 'Content-Type': 'multipart/form-data; boundary=b' }
  const response = await api.post('/books', { as, body, headers })
  const { error } = await response.clone().json<{ error: { issues: { message: string }[] } }>()
  expect(await errorOf(response)).toEqual([400, 'malformed_form'])
  expect(error.issues[0]?.message).toContain('Content-Disposition: form-data; name="title"')
})
