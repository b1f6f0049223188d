import { closeSync, openSync, writeSync } from 'node:fs'

const fold = (reader, { user, books = [], sessions = [], onlySession }) => {
  Object.assign(reader, user)
  for (const [title, book] of books) {
    if (book) reader.books.set(title, { ...reader.books.get(title), ...book })
    else reader.books.delete(title)
  }
  if (onlySession !== undefined)
    for (const id of reader.sessions.keys()) if (id !== onlySession) endSession(reader, id)
  for (const [id, session] of sessions) {
    if (session) reader.sessions.set(id, session)
    else endSession(reader, id)
  }
  if (reader.state === 'erased') reader.books.clear()
}

const endSession = (reader, id) => {
  reader.endedToken = reader.sessions.get(id)?.access ?? reader.endedToken
  reader.sessions.delete(id)
}

const secrets = new Set(['access', 'refresh', 'password'])
const line = (entry) => `${JSON.stringify(entry, (key, value) => (secrets.has(key) ? undefined : value))}\n`

/** A reader before anything of theirs is acknowledged. */
export const newReader = (fields) => ({
  name: '',
  email: '',
  password: '',
  /** `live`, `disabled` or `erased`. */
  state: 'live',
  /** By title: the id, if a response named it, the fields, the version, and the key of the cover. */
  books: new Map(),
  /** By id: the counter of the refresh token, and the tokens. */
  sessions: new Map(),
  endedToken: undefined,
  ...fields,
})

/**
 * The log of all acknowledged writes, outside of the service. Each line is on its way to the disk before the next request
 * of the reader is sent. The readers are the sum of the log.
 * @param {string} file
 */
export const openLedger = (file) => {
  const log = openSync(file, 'w')
  const write = (entry) => writeSync(log, line({ at: new Date().toISOString(), ...entry }))
  const readers = new Map()
  const doubts = new Map()
  const counts = { acknowledged: 0, unanswered: 0, rejected: 0 }

  const apply = (reader, effects) => {
    fold(reader, effects)
    if (reader.id !== undefined) readers.set(reader.id, reader)
  }
  return {
    readers,
    /** By reader: a write without a response. It may have been done or not. */
    doubts,
    counts,
    /** Facts that no request made: the seeded rows. */
    seed: apply,
    sending: (reader, { name }, intent) => write({ sending: name, reader: reader.id, intent }),
    acknowledge: (reader, { name }, effects) => {
      write({ acknowledged: name, reader: reader.id, effects })
      counts.acknowledged += 1
      doubts.delete(reader)
      apply(reader, effects)
    },
    doubt: (reader, operation, intent, reason) => {
      write({ unanswered: operation.name, reader: reader.id, reason })
      counts.unanswered += 1
      doubts.set(reader, { operation, intent })
    },
    reject: (reader, { name }, reason) => {
      write({ rejected: name, reader: reader.id, reason })
      counts.rejected += 1
    },
    close: () => closeSync(log),
  }
}
