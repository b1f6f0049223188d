import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '../..')
const read = (path) => readFileSync(join(root, path), 'utf8')
const pages = execFileSync('git', ['ls-files', '*.md'], { cwd: root, encoding: 'utf8' }).trim().split('\n')

/** As GitHub names the headings of a page. */
const anchorsOf = (text) =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

const isBroken = (page, link) => {
  const [path, anchor] = link.split('#')
  const target = path ? join(dirname(page), path) : page
  if (!existsSync(join(root, target))) return true
  return anchor !== undefined && !anchorsOf(read(target)).includes(anchor)
}

test('every link from one page to a file or a heading leads there', () => {
  const broken = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\(([^)\s]+)\)|src(?:set)?="([^"]+)"/g)]
      .map(([, link, source]) => link ?? source)
      .filter((link) => !/^(https?|mailto):/.test(link) && isBroken(page, link))
      .map((link) => `${page}: ${link}`),
  )
  assert.deepEqual(broken, [])
})

test('the index of decisions has every page with its title', () => {
  const names = readdirSync(join(root, 'docs/decisions')).filter((name) => /^\d{3}-/.test(name))
  const index = read('docs/decisions/README.md')
  const listed = [...index.matchAll(/^- \[(.*)\]\((.*)\)$/gm)].map(([, title, name]) => `${name}: ${title}`)
  const expected = names.map(
    (name) => `${name}: ${read(`docs/decisions/${name}`).split('\n', 1)[0].slice(2)}`,
  )
  assert.deepEqual(listed.toSorted(), expected.toSorted())
})
