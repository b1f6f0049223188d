import { coverFiles, laterCoverFile, objectKey } from '../../src/covers/storage.ts'
import { sha256 } from './checksum.mjs'
import { each } from './each.mjs'
import { fileName } from './manifest.mjs'
import { retry } from './retry.mjs'

/** Files that are copied at the same time. A cover has a few hundred KB at most. */
const filesAtOnce = 16

/**
 * A file in R2, as a backup lists it. `row`: the key of the row that names it. Without `sha256` the file was missing.
 * @typedef {{ name: string, row: unknown[], bytes?: number, sha256?: string, etag?: string, httpMetadata?: object,
 *   customMetadata?: object }} FileEntry
 */

/** The columns that name files in R2. */
const namesFiles = { books: 'cover_key' }

/** @returns {string[]} the names of the files that a row names */
export const filesOf = (table, row) => {
  const key = Object.hasOwn(namesFiles, table.name) ? row[namesFiles[table.name]] : null
  // A name of another form has no file: the service makes all names.
  return typeof key === 'string' && /^[\w-]{1,100}$/.test(key)
    ? coverFiles.map((file) => objectKey(key, file))
    : []
}

const readObject = async (covers, name) => {
  const object = await covers.get(name)
  if (!object) return undefined
  const { etag, httpMetadata, customMetadata } = object
  return {
    bytes: new Uint8Array(await object.arrayBuffer()),
    metadata: { etag, httpMetadata, customMetadata },
  }
}

const backUpFile = async (covers, store, { name, row }) => {
  const object = await retry(() => readObject(covers, name))
  if (!object) return name.endsWith(`/${laterCoverFile}`) ? undefined : { name, row }
  const { bytes, metadata } = object
  const checksum = sha256(bytes)
  await store.write(fileName(name), bytes, checksum)
  return { name, row, bytes: bytes.length, sha256: checksum, ...metadata }
}

/**
 * Copies files from R2 into a backup.
 * @param {R2Bucket} covers @param {import('./stores.mjs').Store} store
 * @param {{ name: string, row: unknown[] }[]} files @returns {Promise<FileEntry[]>}
 */
export const backUpFiles = async (covers, store, files) => {
  const copied = await each(files, filesAtOnce, (file) => backUpFile(covers, store, file))
  // A cover from before its last file existed misses nothing.
  return copied.filter((entry) => entry !== undefined)
}

/** @returns {Promise<Buffer | undefined>} undefined when the file is missing or damaged */
export const readFileOf = async (store, { name, sha256: expected }) => {
  const bytes = expected === undefined ? undefined : await store.read(fileName(name))
  return bytes && sha256(bytes) === expected ? bytes : undefined
}

const restoreFile = async (covers, store, entry) => {
  const { name, sha256: checksum, etag, httpMetadata, customMetadata } = entry
  // The bucket may have survived the database. R2's etag of such a file is the MD5 of its bytes.
  const existing = await retry(() => covers.head(name))
  if (existing && etag !== undefined && existing.etag === etag) return 'kept'
  const bytes = await readFileOf(store, entry)
  if (!bytes) return existing ? 'kept' : 'missing'
  await retry(() => covers.put(name, bytes, { sha256: checksum, httpMetadata, customMetadata }))
  return 'restored'
}

/**
 * Copies files from a backup into R2, which compares the checksums.
 * @param {R2Bucket} covers @param {import('./stores.mjs').Store} store @param {FileEntry[]} files
 * @returns {Promise<{ name: string, outcome: 'restored' | 'kept' | 'missing' }[]>}
 */
export const restoreFiles = (covers, store, files) =>
  each(files, filesAtOnce, async (entry) => ({
    name: entry.name,
    outcome: await restoreFile(covers, store, entry),
  }))

/** @param {R2Bucket} bucket @param {string} [prefix] @returns {AsyncGenerator<R2Object[]>} pages of at most 1,000 */
export async function* listFiles(bucket, prefix) {
  for (let cursor; ; ) {
    const page = await retry(() => bucket.list({ prefix, cursor }))
    yield page.objects
    if (!page.truncated) return
    cursor = page.cursor
  }
}
