import { Unanswered, Violation } from './client.mjs'
import { findDifferences } from './invariants.mjs'
import { exportLibrary } from './operations/reads.mjs'
import { listSessions, usableSession, useEndedToken } from './operations/sessions.mjs'
import { pick } from './random.mjs'
import { readState } from './rows.mjs'

const sampleSize = 20
// An upload may take an hour. Until then its files are not orphaned.
const afterUploadsMs = 2 * 60 * 60 * 1000
const maxRuns = 50

const hasBacklog = async (service) => {
  const [{ erasures, covers }] = await service.query(
    `select (select count(*) from users where erased_at is not null) as erasures,
      (select count(*) from unowned_covers) as covers`,
  )
  return erasures + covers > 0
}

/** Runs the cron trigger as if two hours had passed, until it has nothing left to do. */
const sweep = async (service, violations) => {
  for (let run = 0; run < maxRuns; run++) {
    const outcome = await service.maintain(new Date(Date.now() + afterUploadsMs))
    if (outcome !== 'ok') violations.push(`maintenance: ${outcome}`)
    if (!(await hasBacklog(service))) return
  }
}

// Of libraries that the maintenance has counted once. It would correct the counters, so this comes before it.
const driftedCounters = `select id from users where counted_at > 0 and erased_at is null and (
    book_count <> (select count(*) from books where user_id = users.id)
    or cover_bytes <> (select coalesce(sum(books.cover_bytes), 0) from books where user_id = users.id))
  limit 20`

const checkCounters = async ({ service, violations }) => {
  for (const { id } of await service.query(driftedCounters))
    violations.push(`counters: the size of the library of reader ${id} is wrong`)
}

/** Asks the service itself, for some readers: the library, the sessions, and a session that has ended. */
const askSome = async ({ ledger, client, violations, random }) => {
  const readers = [...ledger.readers.values()].filter((reader) => !ledger.doubts.has(reader))
  for (let at = 0; at < sampleSize; at++) {
    const reader = pick(random, readers)
    const [, session] = usableSession(reader, random) ?? []
    const operations = [
      ...(session ? [exportLibrary, listSessions] : []),
      ...(reader.endedToken ? [useEndedToken] : []),
    ]
    for (const { name, run } of operations) {
      try {
        await run({ client, reader, token: session?.access })
      } catch (error) {
        if (error instanceof Violation) violations.push(`${name}, reader ${reader.id}: ${error.message}`)
        else if (!(error instanceof Unanswered)) throw error
      }
    }
  }
}

/** The invariants, while no reader acts. @returns the differences by kind, and the counts of what was compared */
export const checkState = async (context) => {
  const { service, ledger, violations } = context
  await checkCounters(context)
  await sweep(service, violations)
  const state = await readState(service)
  const differences = findDifferences(ledger.readers, ledger.doubts, state)
  await askSome(context)
  const { users, books, sessions, files } = state
  return {
    differences,
    compared: { users: users.length, books: books.length, sessions: sessions.length, files: files.length },
  }
}
