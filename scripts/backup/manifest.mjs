import { sha256 } from './checksum.mjs'
import { BackupError } from './error.mjs'

/**
 * The file `backup.json`: what a backup has, and how far an interrupted one has come. `writer`: the run that writes.
 * @typedef {{ rows: number, bytes: number, sha256: string, files?: { count: number, missing: string[], bytes: number,
 *   sha256: string } }} Part a file of rows, and the list of the files that these rows name
 * @typedef {{ name: string, columns: string[], key: string[], parts: Part[], after: unknown[] | null,
 *   isComplete: boolean }} TableEntry `after`: the key of the last row
 * @typedef {{ format: 1, id: string, writer: string, startedAt: string, completedAt: string | null, source: object, migration: string,
 *   tables: TableEntry[], erased: string[], orphans: string[] }} Manifest
 */

const file = 'backup.json'
const checksumFile = 'backup.json.sha256'

export const partName = (table, at) => `rows/${table}-${String(at + 1).padStart(6, '0')}.jsonl`
export const listName = (table, at) => `rows/${table}-${String(at + 1).padStart(6, '0')}.files.jsonl`
export const fileName = (name) => `files/${name}`

/** @param {import('./stores.mjs').Store} store @returns {Promise<Manifest | undefined>} @throws BackupError */
export const readManifest = async (store) => {
  const bytes = await store.read(file)
  if (!bytes) return undefined
  try {
    const manifest = JSON.parse(bytes.toString())
    if (manifest.format === 1) return manifest
  } catch {
    throw new BackupError(`${file} of ${store.label} is damaged.`)
  }
  throw new BackupError(`${store.label} was made by a version of Bookplate with another format of backups.`)
}

/** @param {import('./stores.mjs').Store} store @returns {Promise<Manifest>} of a complete backup @throws BackupError */
export const readComplete = async (store) => {
  const manifest = await readManifest(store)
  if (!manifest) throw new BackupError(`There is no backup in ${store.label}.`)
  if (!manifest.completedAt)
    throw new BackupError(`The backup in ${store.label} is not complete: run \`npm run backup\` again first.`)
  const [expected] = ((await store.read(checksumFile)) ?? '').toString().split(' ')
  if (expected !== sha256(await store.read(file)))
    throw new BackupError(`${file} of ${store.label} is damaged.`)
  return manifest
}

/** @param {import('./stores.mjs').Store} store @param {Manifest} manifest */
export const writeManifest = async (store, manifest) => {
  const bytes = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)
  if (manifest.completedAt) {
    // In the form that `sha256sum --check` reads. First, so that a complete backup always has it.
    const line = Buffer.from(`${sha256(bytes)}  ${file}\n`)
    await store.write(checksumFile, line, sha256(line))
  }
  await store.write(file, bytes, sha256(bytes))
}

/** Reads a file of a backup and compares its checksum. @throws BackupError */
export const readVerified = async (store, name, checksum) => {
  const bytes = await store.read(name)
  if (!bytes) throw new BackupError(`${name} is missing in ${store.label}.`)
  if (sha256(bytes) !== checksum)
    throw new BackupError(`${name} in ${store.label} is damaged: its checksum differs.`)
  return bytes
}

const encode = (value) =>
  value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value
const decode = (value) => (value?.base64 === undefined ? value : Buffer.from(value.base64, 'base64'))
const convert = (row, one) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, one(value)]))

/** @param {object[]} rows @returns {Buffer} a line of JSON each; bytes as base64 */
export const toLines = (rows) =>
  Buffer.from(rows.map((row) => `${JSON.stringify(convert(row, encode))}\n`).join(''))

/** @param {Buffer} bytes @returns {object[]} */
export const fromLines = (bytes) =>
  bytes
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => convert(JSON.parse(line), decode))
