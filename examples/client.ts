import { readFile } from 'node:fs/promises'
import { ApiError, createClient, data } from 'bookplate/client'

const client = createClient({ baseUrl: 'http://localhost:8787' })
const { name } = await client.signIn({ email: 'mary@example.com', password: 'It was on a dreary night' })

try {
  const cover_image = new File([await readFile('examples/cover.jpg')], 'cover.jpg')
  const fields = { title: 'Mathilda', description: 'Found in a drawer.', category: 'romance' } as const
  const book = await data(client.api.books.$post({ form: { ...fields, cover_image } }))
  console.log(`Added ${book.title}: ${book.thumbnail_url}`)
} catch (error) {
  if (!(error instanceof ApiError && error.code === 'title_taken')) throw error
  console.log(error.message)
}

const books = await data(client.api.books.$get({ query: { sort: 'title', limit: '10' } }))
for (const { title, category } of books) console.log(`${name} has ${title} (${category})`)
await client.signOut()
