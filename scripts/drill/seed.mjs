import { openApi } from './api.mjs'
import { largestFields } from './fields.mjs'
import { bookForm, csvOf, hostileTexts, longText, password } from './library.mjs'
import { withState } from './state.mjs'

const importedRows = 10_000

const importForm = () => {
  const rows = Array.from({ length: importedRows }, (_, at) => ({
    title: `Imported ${at} ${hostileTexts[at % hostileTexts.length]}`.slice(0, 150),
    description: hostileTexts[(at * 7) % hostileTexts.length],
  }))
  const form = new FormData()
  form.set('mode', 'apply')
  form.set('file', new Blob([csvOf(rows)]), 'books.csv')
  return form
}

/** Sends 10,000 rows under one key. @returns the report */
export const importBooks = ({ send }, token) =>
  send('POST', '/books/import', { form: importForm(), token, headers: { 'Idempotency-Key': 'drill' } })

/**
 * Makes readers over the API: one with covers and the largest possible book, one with an import, one disabled and one
 * erased.
 */
export const seedReaders = async (url) => {
  const api = openApi(url)
  const names = [
    "Robert'); DROP TABLE users",
    'Zoë 한글 👩‍👧',
    'Disabled Reader',
    'Erased Reader',
    'Leaving Reader',
  ]
  const [covers, importer, disabled, erased, leaving] = await Promise.all(
    names.map((name, at) => api.signUp(name, `reader-${at}@example.com`, password)),
  )
  for (const [at, text] of hostileTexts.entries())
    await api.send('POST', '/books', {
      form: await bookForm({ title: `${at} ${text}`.slice(0, 200), description: text }),
      token: covers.access_token,
    })
  const largest = await api.send('POST', '/books', {
    json: { title: 'The largest', ...largestFields() },
    token: covers.access_token,
  })
  for (const { access_token: token } of [disabled, erased, leaving])
    await api.send('POST', '/books', { form: await bookForm({ title: 'One', description: '' }), token })
  const report = await importBooks(api, importer.access_token)
  await api.send('DELETE', '/users', { token: disabled.access_token })
  await api.send('DELETE', '/users?purge=true', { token: erased.access_token, json: { password } })
  return { api, covers, importer, disabled, erased, leaving, largest, report }
}

export const orphan = 'AAAAAAAAAAAAAAAAAAAAAA/cover.webp'

/** Adds what the API does not make: a row of 1.5 MB, a file without a row, and a row without its file. */
export const seedDamage = (state, ownerId) =>
  withState(state, async ({ db, covers }) => {
    const long = longText()
    const { results } = await db
      .prepare('select id, cover_key from books where user_id = ? order by id')
      .bind(ownerId)
      .all()
    const [first, second] = results
    await db.prepare('update books set description = ? where id = ?').bind(long, first.id).run()
    await covers.delete(`${second.cover_key}/thumb.webp`)
    await covers.put(orphan, 'orphan')
    return { missing: `${second.cover_key}/thumb.webp`, bytes: Buffer.byteLength(long) }
  })
