import { each } from './each.mjs'
import { readFileOf } from './files.mjs'
import { fromLines, listName, partName, readVerified } from './manifest.mjs'

/**
 * Compares the checksums of all rows and lists. A damaged backup must be known before anything is written.
 * @param {import('./stores.mjs').Store} store @param {import('./manifest.mjs').Manifest} manifest @throws BackupError
 */
export const verifyRows = async (store, manifest) => {
  for (const { name, parts } of manifest.tables) {
    const numbered = parts.map((part, at) => ({ ...part, at }))
    await each(numbered, 8, async ({ at, sha256, files }) => {
      await readVerified(store, partName(name, at), sha256)
      if (files) await readVerified(store, listName(name, at), files.sha256)
    })
  }
}

/** @returns {Promise<import('./files.mjs').FileEntry[]>} the files that the rows of a part name */
export const readList = async (store, table, at, part) =>
  part.files ? fromLines(await readVerified(store, listName(table, at), part.files.sha256)) : []

/** @returns {Promise<string[]>} names of files that the backup should have, and that are missing or damaged */
export const findDamaged = async (store, manifest) => {
  const damaged = []
  for (const { name, parts } of manifest.tables) {
    for (const [at, part] of parts.entries()) {
      const files = (await readList(store, name, at, part)).filter((file) => file.sha256 !== undefined)
      await each(files, 16, async (file) => {
        if (!(await readFileOf(store, file))) damaged.push(file.name)
      })
    }
  }
  return damaged
}
