import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { BackupError } from './error.mjs'
import { retry } from './retry.mjs'

/**
 * The place of a backup: a set of named files.
 * @typedef {{ label: string, read: (name: string) => Promise<Buffer | undefined>,
 *   write: (name: string, bytes: Uint8Array, checksum: string) => Promise<void> }} Store
 */

// Names come from rows of a database, or from a backup that somebody may have changed.
const requireSafe = (name) => {
  const isSafe = name.split('/').every((part) => /^[\w.-]+$/.test(part) && !/^\.+$/.test(part))
  if (!isSafe) throw new BackupError(`A backup has no file with the name ${JSON.stringify(name)}.`)
}

/** @param {string} folder readable by this user alone, because a backup has emails and password hashes @returns {Store} */
export const folderStore = (folder) => ({
  label: folder,
  read: async (name) => {
    requireSafe(name)
    try {
      return await readFile(join(folder, name))
    } catch (error) {
      if (error.code === 'ENOENT') return undefined
      throw new BackupError(`Cannot read ${join(folder, name)}: ${error.message}`)
    }
  },
  write: async (name, bytes) => {
    requireSafe(name)
    const path = join(folder, name)
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      // Renamed when it is on the disk, so that no file is ever half written.
      await writeFile(`${path}.new`, bytes, { mode: 0o600, flush: true })
      await rename(`${path}.new`, path)
    } catch (error) {
      throw new BackupError(`Cannot write ${path}: ${error.message}`)
    }
  },
})

/** @param {import('@cloudflare/workers-types').R2Bucket} bucket @param {string} label @param {string} name @returns {Store} */
export const bucketStore = (bucket, label, name) => ({
  label,
  read: async (file) => {
    requireSafe(file)
    const bytes = await retry(async () => (await bucket.get(`${name}/${file}`))?.arrayBuffer())
    return bytes && Buffer.from(bytes)
  },
  // R2 compares the checksum with the bytes that it received.
  write: async (file, bytes, checksum) => {
    requireSafe(file)
    await retry(() => bucket.put(`${name}/${file}`, bytes, { sha256: checksum }))
  },
})
