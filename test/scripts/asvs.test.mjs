import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/asvs.md'), 'utf8')

/** The rows of all requirements. */
const rows = page
  .split('\n')
  .filter((line) => /^\| V\d/.test(line))
  .map((line) => {
    const [, id, level, requirement, state, where] = line.split(/(?<!\\)\|/).map((cell) => cell.trim())
    return { id, level, requirement, state, where }
  })

const states = ['met', 'partly', 'not', 'n/a']

// Files in code spans: with a folder in front, or a file of the root.
const file = /^(?:\.?\w[\w.-]*\/[\w./-]*\w|[\w-]+\.(?:md|toml|jsonc?))$/
const filesIn = (text) =>
  [...text.matchAll(/`([^`\s]+)`/g)].map(([, span]) => span).filter((span) => file.test(span))
const pagesIn = (text) =>
  [...text.matchAll(/\]\(([\w-]+\.md)(?:#[\w-]+)?\)/g)].map(([, path]) => `docs/${path}`)
const proseOf = (text) => text.replace(/`[^`]*`|[\s,.]/g, '')

const problemsOf = ({ id, level, requirement, state, where }) => {
  const places = [...filesIn(where), ...pagesIn(where)]
  const missing = places.filter((path) => !existsSync(join(root, path)))
  const isSaid = state === 'met' ? places.length > 0 || proseOf(where) !== '' : proseOf(where) !== ''
  return [
    ...(/^[123]$/.test(level) && requirement !== '' ? [] : [`${id} has no level or no text`]),
    ...(states.includes(state) ? [] : [`${id} has the state ${state}`]),
    ...(isSaid ? [] : [`${id} does not say where or why`]),
    ...missing.map((path) => `${id} names ${path}, which does not exist`),
  ]
}

describe('docs/asvs.md', () => {
  test('has each applicable requirement once, in order', () => {
    assert.equal(rows.length, 243)
    const numbers = rows.map(({ id }) => id.slice(1).split('.').map(Number))
    const sorted = numbers.toSorted((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
    assert.deepEqual(numbers, sorted)
    assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length)
  })

  test('says for each where it is met, in files that exist, or why it is not', () => {
    assert.deepEqual(rows.flatMap(problemsOf), [])
    assert.ok(rows.flatMap(({ where }) => filesIn(where)).length > 200)
  })

  test('counts its states', () => {
    for (const state of states) {
      const [, count] = new RegExp(`^\\| ${state} +\\| .*\\| +(\\d+) \\|$`, 'm').exec(page)
      assert.equal(Number(count), rows.filter((row) => row.state === state).length, state)
    }
  })
})
