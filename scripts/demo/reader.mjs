import { randomInt } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '../dev/start-error.mjs'

// No m: a password may not contain the reader's name, "demo".
const consonants = 'bdfghjklnprstvz'
const vowels = 'aeiou'

const syllable = () => consonants[randomInt(consonants.length)] + vowels[randomInt(vowels.length)]
const group = () => syllable() + syllable()

/** @returns a password of 62 random bits that can be typed: `kivo-tane-nura-solo-dugi` */
export const makePassword = () => Array.from({ length: 5 }, group).join('-')

/** @typedef {{ name: string, email: string, password: string, isComplete: boolean }} DemoReader */

/**
 * The file that keeps the demo reader of one local database, inside of wrangler's folder for it.
 * @param {string} stateFolder `.wrangler/state`
 */
export const openDemoFile = (stateFolder) => {
  const path = join(stateFolder, 'demo-reader.json')
  const remove = () => rmSync(path, { force: true })

  /** @param {DemoReader} reader @returns {DemoReader} */
  const write = (reader) => {
    mkdirSync(stateFolder, { recursive: true })
    writeFileSync(path, `${JSON.stringify(reader, null, 2)}\n`, { mode: 0o600 })
    return reader
  }

  /** @returns {DemoReader | undefined} undefined when this database has none */
  const read = () => {
    if (!existsSync(path)) return undefined
    try {
      return JSON.parse(readFileSync(path, 'utf8'))
    } catch (error) {
      throw new StartError(`.wrangler/state/demo-reader.json is not valid: ${error.message}. Delete it.`)
    }
  }

  /**
   * Decides, before the database is migrated, whether it gets a demo reader: only a new database does. Books are added
   * later; a start that is stopped before the last book continues next time.
   * @param {{ isWanted: boolean }} options
   */
  const plan = ({ isWanted }) => {
    // The folder in which wrangler keeps its D1 databases.
    const isNewDatabase = !existsSync(join(stateFolder, 'v3/d1'))
    if (!isNewDatabase) return
    if (!isWanted) return remove()
    const name = 'Demo Reader'
    write({ name, email: 'demo@example.com', password: makePassword(), isComplete: false })
  }

  return { plan, read, write, remove }
}
