import { ApiError, type Book, createClient, data, limits, type User } from 'bookplate/client'

export interface Report {
  user: User
  added: Book
  changed: Book
  progress: number[]
  titles: string[]
  /** The code of the error for a second book with the same title. */
  error: string
  exported: string
  maxTitleLength: number
}

const codeOf = (error: unknown) => (error instanceof ApiError ? error.code : String(error))

/** Signs up and in, adds a book with a cover, gives it another cover, reads it all back and signs out. */
export const useClient = async (baseUrl: string, cover: File): Promise<Report> => {
  const client = createClient({ baseUrl })
  const email = `reader-${crypto.randomUUID()}@example.com`
  const password = 'It was on a dreary night'
  await client.api.users.$post({ json: { name: 'Mary Shelley', email, password } })
  const user = await client.signIn({ email, password })

  const book = { title: 'Mathilda', description: 'Found in a drawer.', category: 'romance' } as const
  const added = await data(client.api.books.$post({ form: { ...book, cover_image: cover } }))
  const form = new FormData()
  form.append('cover_image', cover)
  const progress: number[] = []
  const onProgress = (share: number) => void progress.push(share)
  const changed = await client.upload('PATCH', `/books/${added.id}`, form, { onProgress })
  const error = await client.api.books.$post({ form: { ...book, cover_image: cover } }).then(String, codeOf)

  const list = await client.api.books.$get({ query: { sort: 'title' } })
  const titles = (await list.json()).data.map(({ title }) => title)
  const download = await fetch(await client.downloadUrl('csv'))
  const exported = await download.text()
  await client.signOut()
  return { user, added, changed, progress, titles, error, exported, maxTitleLength: limits.maxTitleLength }
}
