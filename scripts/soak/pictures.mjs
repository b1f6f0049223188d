import { readFileSync } from 'node:fs'

const read = (name) => new Blob([readFileSync(new URL(`../../test/fixtures/${name}`, import.meta.url))])

const pictures = new Map()

/** @param {string} name of a file in test/fixtures */
export const picture = (name) => {
  const known = pictures.get(name) ?? read(name)
  pictures.set(name, known)
  return known
}
