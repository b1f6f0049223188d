import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { unreadable } from '../../src/books/import/file/unreadable.ts'
import { bookwyrm } from '../../src/books/import/formats/bookwyrm.ts'
import { calibre } from '../../src/books/import/formats/calibre.ts'
import { goodreads } from '../../src/books/import/formats/goodreads.ts'
import { librarything } from '../../src/books/import/formats/librarything.ts'
import { storygraph } from '../../src/books/import/formats/storygraph.ts'
import { issueMessages, problemCodes, problemOf } from '../../src/books/import/issues.ts'
import { matchMessages } from '../../src/books/import/outcome.ts'

const page = readFileSync(new URL('../../docs/import.md', import.meta.url), 'utf8')

/** The rows of the table below a heading, whose first cells are codes. */
const tableBelow = (heading) => {
  const [, section] = page.split(`## ${heading}\n`)
  const rows = section.split('\n## ')[0].matchAll(/^\| `(\w+)` +\| (.*?) *\|$/gm)
  return Object.fromEntries([...rows].map(([, code, text]) => [code, text]))
}

const problems = Object.fromEntries(problemCodes.map((code) => [code, problemOf(code).message]))

const tables = {
  'Cells that are named': issueMessages,
  'Problems of a row': problems,
  'Books that are there already': matchMessages,
  'Files that cannot be read': unreadable,
}

for (const [heading, messages] of Object.entries(tables))
  test(`docs/import.md has each code and its message: ${heading}`, () => {
    assert.deepEqual(tableBelow(heading), { ...messages })
  })

/** The columns that the table of fields names for each site, in lower case. */
const columnsOf = (site) => {
  const lines = page.split('\n').filter((line) => line.startsWith('|'))
  const head = lines.find((line) => /^\| Field +\| Goodreads/.test(line))
  const place = head.split('|').findIndex((cell) => cell.trim() === site)
  const rows = lines
    .slice(lines.indexOf(head) + 2)
    .filter((line) => line.split('|').length === head.split('|').length)
  return new Set(
    rows.flatMap((line) =>
      [...line.split('|')[place].matchAll(/`([^`]+)`/g)].map(([, name]) => name.toLowerCase()),
    ),
  )
}

// Said in other places of the page: read as tags beside all of them, and names of older exports.
const elsewhere = new Set(['genres', 'genre'])
const older = { StoryGraph: ['author', 'isbn'] }

for (const [site, { readers }] of Object.entries({
  Goodreads: goodreads,
  StoryGraph: storygraph,
  LibraryThing: librarything,
  Calibre: calibre,
  BookWyrm: bookwyrm,
}))
  test(`docs/import.md names each column that is read: ${site}`, () => {
    const named = columnsOf(site)
    const read = Object.keys(readers).filter((name) => !elsewhere.has(name) && !older[site]?.includes(name))
    assert.deepEqual(
      read.filter((name) => !named.has(name)),
      [],
    )
  })
