import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { textProblems } from '../../scripts/check-texts.mjs'

const root = fileURLToPath(new URL('../../web/src/', import.meta.url))
// Not by its path: the types of the service have no DOM, which the texts import.
const { german } = await import(`${root}german/german.ts`)

/** Each area with its English texts, from the modules that name it. */
const areas = await Promise.all(
  globSync('**/*texts.ts', { cwd: root, exclude: (name) => name === 'i18n' })
    .map((file) => ({ file, area: /areaTexts\('(\w+)'/.exec(readFileSync(root + file, 'utf8'))?.[1] }))
    .filter(({ area }) => area)
    .map(async ({ file, area }) => ({ file, area, english: (await import(root + file)).english })),
)

const marks = ['⟦0⟧', '⟦1⟧', '⟦2⟧', '⟦3⟧']

/** The placeholders of a text: which of the marks come back, where the text is made of them. */
const placeholders = (make) => {
  try {
    const text = String(make(...marks))
    return [
      ...marks.filter((mark) => text.toUpperCase().includes(mark)),
      ...(text.includes('NaN') ? ['number'] : []),
    ]
  } catch {
    return 'other values'
  }
}

const differences = (english, translated, path) => {
  if (typeof english === 'function') {
    if (typeof translated !== 'function') return [`${path} is no function`]
    const [wanted, found] = [placeholders(english), placeholders(translated)]
    return String(wanted) === String(found) ? [] : [`${path}: ${found} instead of ${wanted}`]
  }
  if (typeof english !== 'object')
    return typeof translated === typeof english && (translated !== '' || english === '')
      ? []
      : [`${path} is missing`]
  return Object.keys(english).flatMap((key) => differences(english[key], translated?.[key], `${path}.${key}`))
}

test('German has each text of each area, with the same placeholders', () => {
  assert.deepEqual(areas.map(({ area }) => area).toSorted(), Object.keys(german).toSorted())
  assert.deepEqual(
    areas.flatMap(({ area, english }) => differences(english, german[area], area)),
    [],
  )
})

test('a text inside a component is found, and a mark between texts is not', () => {
  const found = (source) => textProblems('one.tsx', `const One = () => ${source}`).length
  assert.equal(found('<p>Some text</p>'), 1)
  assert.equal(found('<p aria-label="Some text" />'), 1)
  assert.equal(found("<p>{isOpen ? 'Open' : texts.closed}</p>"), 1)
  assert.equal(found(`<p title={\`Book \${title}\`} />`), 1)
  assert.equal(found('<p class="some class">{texts.one} · {2}</p>'), 0)
})
