// Checks that no component of the web app has a text of its own: each text is in a module `texts.ts`, where it can be
// translated. The docs page is English only.
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'

/** Attributes and properties that readers see or hear. */
const isShown = (name) =>
  /^(aria-(label|description|placeholder|roledescription|valuetext)|alt|label|hint|issue|none|placeholder|text|title|addText|busyText|rowName)$/.test(
    name,
  )

/** A word of two letters or more. Names of keys, units and marks between texts are the same in each language. */
const isText = (value) => typeof value === 'string' && /\p{L}{2}/u.test(value)

/** Names that no language translates. */
const names = new Set(['Bookplate', 'ISBN', 'Open Library', 'Google Books'])

const literalsOf = (node) => {
  if (node?.type === 'Literal') return [node]
  if (node?.type === 'TemplateLiteral')
    return node.quasis.map(({ value, start }) => ({ value: value.cooked, start }))
  if (node?.type === 'ConditionalExpression') return [node.consequent, node.alternate].flatMap(literalsOf)
  if (node?.type === 'LogicalExpression') return [node.left, node.right].flatMap(literalsOf)
  if (node?.type === 'JSXExpressionContainer') return literalsOf(node.expression)
  return []
}

const shownBy = (node) => {
  if (node.type === 'JSXText') return [{ value: node.value, start: node.start }]
  if (node.type === 'JSXAttribute' && isShown(node.name.name)) return literalsOf(node.value)
  if (node.type === 'JSXElement' || node.type === 'JSXFragment')
    return node.children.filter(({ type }) => type === 'JSXExpressionContainer').flatMap(literalsOf)
  return []
}

/** @returns {string[]} one line for each text in the component */
export const textProblems = (file, source) => {
  const problems = []
  const visit = (node) => {
    if (typeof node !== 'object' || node === null) return
    for (const { value, start } of shownBy(node)) {
      const text = isText(value) && value.trim().replace(/\s+/g, ' ')
      if (!text || names.has(text)) continue
      const line = source.slice(0, start).split('\n').length
      problems.push(`${file}:${line}: "${text}". Move it to texts.ts.`)
    }
    for (const child of Object.values(node)) visit(child)
  }
  visit(parseSync(file, source).program)
  return problems
}

if (import.meta.main) {
  const root = fileURLToPath(new URL('../web/src/', import.meta.url))
  const files = globSync('**/*.tsx', { cwd: root, exclude: (name) => name === 'docs' }).toSorted()
  const problems = files.flatMap((file) => textProblems(`web/src/${file}`, readFileSync(root + file, 'utf8')))
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
}
