import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { addBooks } from '../../scripts/seed/books.mjs'
import { progress } from '../../scripts/seed/progress.mjs'
import { addUsers, seedPassword } from '../../scripts/seed/users.mjs'

export const bookCount = 1500
const email = 'reader@example.com'

const example = fileURLToPath(new URL('../../examples/cover.jpg', import.meta.url))
const hues = Array.from({ length: 12 }, (_, at) => at * 30)

/** Makes covers as the service does, in twelve colours. */
const makeCovers = () =>
  Promise.all(
    hues.map(async (hue) => {
      const image = sharp(example).modulate({ hue })
      const inside = (side) => ({ width: side, height: side, fit: 'inside' })
      const [cover, shelf, thumb] = await Promise.all([
        image.clone().resize(inside(1200)).webp().toBuffer(),
        image.clone().resize(inside(480)).webp().toBuffer(),
        image.clone().resize(inside(150)).webp().toBuffer(),
      ])
      return { 'cover.webp': cover, 'shelf.webp': shelf, 'thumb.webp': thumb }
    }),
  )

/** Fills the library of one reader. Each book has its own cover URL. */
export const fillShelf = async ({ DB, COVERS }) => {
  const covers = await makeCovers()
  const owners = await addUsers(DB, [email])
  await addBooks(DB, owners, { count: bookCount, withCovers: true })
  const { results } = await DB.prepare('select cover_key from books').all()
  const show = progress('Covers', 'books')
  for (const [at, { cover_key }] of results.entries()) {
    const files = Object.entries(covers[at % covers.length])
    const httpMetadata = { contentType: 'image/webp' }
    await Promise.all(
      files.map(([name, bytes]) => COVERS.put(`${cover_key}/${name}`, bytes, { httpMetadata })),
    )
    show(at + 1, results.length)
  }
}

/** Signs in; the browser context gets the session cookie. */
export const signIn = async (context, origin) => {
  const response = await context.request.post('/users/login', {
    data: { email, password: seedPassword, transport: 'cookie' },
    headers: { Origin: origin },
  })
  if (!response.ok()) throw new Error(`${response.status()}: ${await response.text()}`)
}
