import { randomUUID } from 'node:crypto'
import { must } from '../client.mjs'
import { complete, newFields } from '../fields.mjs'

const rowOf = ({ title, description, category }) => ({ title, description, category: category ?? 'science' })

const toCsv = (rows) => {
  const quote = (cell) => `"${(cell.startsWith('=') ? `'${cell}` : cell).replaceAll('"', '""')}"`
  const lines = rows.map(({ title, description, category }) =>
    [title, description, category].map(quote).join(),
  )
  return ['title,description,category', ...lines].join('\r\n')
}

export const importBooks = {
  name: 'import books',
  weight: 5,
  isWrite: true,
  needsSession: true,
  plan: (_reader, random) => ({
    rows: Array.from({ length: 5 + Math.floor(random() * 25) }, () => rowOf(newFields(random))),
    key: randomUUID(),
  }),
  run: async ({ client, token, intent: { rows, key }, again }) => {
    const form = new FormData()
    form.set('file', new Blob([toCsv(rows)], { type: 'text/csv' }), 'books.csv')
    form.set('mode', 'apply')
    const headers = { 'Idempotency-Key': key }
    const { data } = await client([200], 'POST', '/books/import', { token, form, headers })
    must(data.created + data.skipped === rows.length, 'the import did not read every row')
    must(again || data.created === rows.length, 'the import skipped titles that are new')
    return { books: rows.map((row) => [row.title, { ...complete(row), version: 1, cover: null }]) }
  },
  settle: (context) => importBooks.run({ ...context, again: true }),
}
