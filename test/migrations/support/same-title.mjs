import assert from 'node:assert/strict'
import { password } from '../../../scripts/migrations/fill.mjs'
import { json } from './operations.mjs'

/** @returns the tokens of a new reader */
export const newReader = async (client) => {
  const email = `${crypto.randomUUID()}@example.com`
  await client.request(201, 'POST', '/users', json({ name: 'New Reader', email, password }))
  return client.read(200, 'POST', '/users/login', json({ email, password }))
}

/** @returns the report of an import */
export const importFile = async (client, as, text, mode = 'apply') => {
  const body = new FormData()
  body.set('file', new File([text], 'books.csv'))
  body.set('mode', mode)
  return client.read(200, 'POST', '/books/import', { as, body })
}

/** Adds books with one title and several authors. The index of versions before 0004_one_book allows one of them. */
export const addSameTitle = async ({ client, db }) => {
  const isOne = (await db.prepare("select 1 from sqlite_schema where name = 'books_title'").first()) !== null
  const as = await newReader(client)
  const add = (status, author) =>
    client.request(status, 'POST', '/books', { as, ...json({ title: 'Nada', authors: [author] }) })
  await add(201, 'Carmen X')
  const second = JSON.parse(await add(isOne ? 409 : 201, 'Janne Y'))
  if (isOne) assert.equal(second.error.code, 'title_taken')
  const file = 'Title,Author,Exclusive Shelf\nNada,Ada Z,read\nOther,Ada Z,read\nOther,Bea Z,read'
  assert.equal((await importFile(client, as, file)).created, isOne ? 1 : 3)
}
