import { openApi } from './api.mjs'
import { password } from './library.mjs'
import { importBooks, orphan } from './seed.mjs'

/** Compares every row and every byte with those before the backup. */
export const compareStates = (checks, { before, after, seeded, damage }) => {
  const gone = [seeded.erased.user.id, seeded.leaving.user.id]
  const isKept = ({ id, user_id }) => !gone.includes(user_id ?? id)
  for (const [table, rows] of Object.entries(before.tables)) {
    const expected = rows.filter(isKept)
    const actual = after.tables[table]
    checks.equal(`the number of rows of ${table}`, actual.length, expected.length)
    for (const [at, row] of expected.entries()) checks.equal(`${table} ${row.id}`, actual[at], row)
  }
  const keys = before.tables.books.filter(isKept).map(({ cover_key }) => cover_key)
  const isNamed = (name) => keys.includes(name.split('/')[0])
  for (const [name, file] of Object.entries(before.files).filter(([one]) => isNamed(one)))
    checks.equal(`the file ${name}`, after.files[name], file)
  checks.that('the orphaned file is left out', !(orphan in after.files))
  checks.that('the missing file is still missing', !(damage.missing in after.files))
  for (const id of gone) checks.that('the bucket remembers erased accounts', `erased/${id}` in after.files)
  const longest = Math.max(...after.tables.books.map(({ description }) => Buffer.byteLength(description)))
  checks.equal('the longest row', longest, damage.bytes)
  checks.equal('no session is restored', after.sessions, 0)
  checks.equal('no remembered request is restored', after.requests, 0)
  checks.equal('references of the database', after.problems, [])
}

/** Uses the restored service as its readers do. */
export const compareService = async (checks, { url, before, seeded }) => {
  const api = openApi(url)
  const { covers, importer, disabled, erased, leaving, largest } = seeded
  for (const one of [covers, importer])
    checks.equal('an old session is rejected', await api.statusOf('/users', one.access_token), 401)
  const session = await api.signIn(covers.user.email, password)
  checks.equal('the old password signs in', session.user, covers.user)
  const shelf = await api.send('GET', '/books?limit=100', { token: session.access_token })
  const books = before.tables.books.filter(({ user_id }) => user_id === covers.user.id)
  checks.equal(
    'the titles of the shelf',
    shelf.map(({ title }) => title).sort(),
    books.map(({ title }) => title).sort(),
  )
  const same = await api.send('GET', `/books/${largest.id}`, { token: session.access_token })
  checks.equal('the largest book', same, largest)
  const { image_url } = shelf.at(-1)
  const path = new URL(image_url).pathname
  checks.that(
    'a cover is shown',
    (await api.bytesOf(path)).equals(before.files[path.slice('/covers/'.length)].bytes),
  )
  for (const [reader, code] of [
    [disabled, 'account_disabled'],
    [erased, 'invalid_credentials'],
    [leaving, 'invalid_credentials'],
  ]) {
    const outcome = await api.signIn(reader.user.email, password).catch((error) => error.code)
    checks.equal(`the sign-in of ${reader.user.name}`, outcome, code)
  }
  const { access_token: token } = await api.signIn(importer.user.email, password)
  const report = await importBooks(api, token)
  const count = (of) => of.rows?.filter(({ status }) => status === 'created').length
  checks.equal('the import was complete', count(seeded.report), 10_000)
  checks.equal('the import under the same key adds nothing again', count(report), 0)
}
