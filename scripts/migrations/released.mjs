import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'

const folder = fileURLToPath(new URL('../../test/fixtures/released/', import.meta.url))

/**
 * A released version, as the tests keep it: its migrations with their text, its rows, its settings, and its bundled Worker. A
 * version is named after its last migration.
 * @typedef {object} Released
 * @property {{ tag: string, sql: string }[]} migrations
 * @property {object} config
 * @property {Record<string, Record<string, unknown>[]>} rows
 */

/** @param {Released} released @param {Uint8Array} bundle */
export const writeReleased = (released, bundle) => {
  const at = join(folder, released.migrations.at(-1).tag)
  mkdirSync(at, { recursive: true })
  writeFileSync(join(at, 'version.json'), `${JSON.stringify(released, null, 1)}\n`)
  writeFileSync(join(at, 'worker.js.br'), brotliCompressSync(bundle))
}

export const releasedTags = () => readdirSync(folder).sort()

/** @param {string} tag @returns {Released} */
export const readReleased = (tag) => JSON.parse(readFileSync(join(folder, tag, 'version.json'), 'utf8'))

/** Unpacks the Worker of a released version. @returns its path, and a function that removes it */
export const unpackBundle = (tag) => {
  const at = mkdtempSync(join(tmpdir(), 'bookplate-released-'))
  const bundle = join(at, 'worker.js')
  writeFileSync(bundle, brotliDecompressSync(readFileSync(join(folder, tag, 'worker.js.br'))))
  return { bundle, remove: () => rmSync(at, { recursive: true }) }
}
