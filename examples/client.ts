import { readFile } from 'node:fs/promises'
import { ApiError, createClient, data } from 'bookplate/client'

const client = createClient({ baseUrl: 'http://localhost:8787' })
const { name } = await client.signIn({ email: 'mary@example.com', password: 'It was on a dreary night' })

try {
  const cover_image = new File([await readFile('examples/cover.jpg')], 'cover.jpg')
  const known = { title: 'Mathilda', authors: ['Mary Shelley'], published_year: '1959', category: 'romance' }
  const form = { ...known, description: 'Found in a drawer.', status: 'want_to_read', cover_image }
  const book = await data(client.api.books.$post({ form }))
  console.log(`Added ${book.title} (${book.published_year}): ${book.thumbnail_url}`)
} catch (error) {
  if (!(error instanceof ApiError && error.code === 'title_taken')) throw error
  console.log(error.message)
}

const books = await data(client.api.books.$get({ query: { sort: 'title', limit: '10' } }))
for (const { title, authors, category } of books)
  console.log(`${name} has ${title} by ${authors.join(' and ')} (${category ?? 'no category'})`)
await client.signOut()
