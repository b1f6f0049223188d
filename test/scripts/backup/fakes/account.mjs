// The imitation of a Cloudflare account: a JSON file, and a folder with local databases and buckets.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const { FAKE_CLOUD } = process.env
const file = join(FAKE_CLOUD, 'account.json')

/** @returns {{ loggedIn: boolean, databases: string[], buckets: string[], calls: string[], lostResponses: number }} */
export const readAccount = () => JSON.parse(readFileSync(file, 'utf8'))

export const writeAccount = (account) => writeFileSync(file, JSON.stringify(account))

export const recordCall = (line) => {
  const account = readAccount()
  account.calls.push(line)
  writeAccount(account)
}

/** Where the databases and buckets of the account are. */
export const cloudState = join(FAKE_CLOUD, 'v3')

export const idOf = (database) => `id-of-${database}`
