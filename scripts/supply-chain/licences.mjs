// Licences by their SPDX names. Each only asks to pass on its text, which scripts/notices.mjs does.
const permissive = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
]

/** For the parts of a deployment: the Worker and the pages. */
export const shippedLicences = new Set(permissive)

/** For data whose hashes the Worker has. MPL-2.0 also asks to tell where the source is, which the notice does. */
export const dataLicences = new Set([...permissive, 'MPL-2.0'])

/** Tools run here and are not passed on, so a weak copyleft asks for nothing. */
const toolLicences = new Set([...permissive, 'LGPL-3.0-or-later', 'MPL-2.0', 'Python-2.0'])

/** Packages whose field for the licence is outdated, or is no SPDX name. */
const statedElsewhere = {
  '@modelcontextprotocol/inspector': 'Apache-2.0 AND MIT',
  'incremental-encoder': 'MPL-2.0',
  reserved: 'MIT',
}

const splitAt = (text, word) => text.split(` ${word} `).map((part) => part.trim())

/**
 * @param {string} expression of SPDX, with `AND` and `OR`, but without parentheses inside of parentheses
 * @returns whether one choice of the expression is allowed as a whole. Everything unknown is not.
 */
export const isAllowed = (expression, allowed) => {
  const flat = /^\(([^()]*)\)$/.exec(expression)?.[1] ?? expression
  return splitAt(flat, 'OR').some((choice) => splitAt(choice, 'AND').every((name) => allowed.has(name)))
}

/**
 * @param isTool whether nothing of the lockfile is part of a deployment
 * @returns the packages of a lockfile whose licence is not allowed, each with the reason
 */
export const licenceProblems = ({ packages }, isTool) =>
  Object.entries(packages).flatMap(([folder, { license, dev, devOptional, optional }]) => {
    if (folder === '') return []
    const name = folder.split('node_modules/').at(-1)
    const expression = statedElsewhere[name] ?? license
    const isShipped = !isTool && !dev && !devOptional && !optional
    if (isAllowed(expression ?? '', isShipped ? shippedLicences : toolLicences)) return []
    return [
      `${name}: the licence ${expression ?? '(none)'} is not allowed ${isShipped ? 'in a deployment' : 'for a tool'}`,
    ]
  })
