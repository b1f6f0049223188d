// The imitation of a Cloudflare account: a JSON file, and a folder with local databases and buckets.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const file = () => join(process.env.FAKE_CLOUD, 'account.json')

/** @returns {{ loggedIn: boolean, databases: string[], buckets: string[], calls: string[], lostResponses: number }} */
export const readAccount = () => JSON.parse(readFileSync(file(), 'utf8'))

/** @param {object} changes */
export const changeAccount = (changes) =>
  writeFileSync(file(), JSON.stringify({ ...readAccount(), ...changes }))

export const recordCall = (line) => changeAccount({ calls: [...readAccount().calls, line] })

/** Where the databases and buckets of the account are. */
export const cloudState = () => join(process.env.FAKE_CLOUD, 'v3')

export const idOf = (database) => `id-of-${database}`
