import { Rejected, Unanswered, Violation } from './client.mjs'
import { newReader } from './ledger.mjs'
import { refresh, signIn, usableSession } from './operations/sessions.mjs'
import { pickOperation } from './operations.mjs'

// A reader with a session that must be refreshed, or with none, does this first.
const sessionFor = (reader) => (reader.sessions.size > 0 ? refresh : signIn)

/**
 * Mixed traffic of all readers, several at once. Each reader sends one request after the other, so every response is known
 * in advance.
 */
export const makeTraffic = ({ ledger, client, violations, random, lanes }) => {
  const busy = new Set()
  const dropped = new Set()
  let readers = []
  let isStopping = false
  const inFlight = { writes: 0, uploads: 0 }

  const isFree = (reader) =>
    reader.state === 'live' && !busy.has(reader) && !dropped.has(reader) && !ledger.doubts.has(reader)

  // Some readers act far more often than others.
  const pickReader = () => {
    for (;;) {
      const reader = readers[Math.floor(random() ** 2 * readers.length)]
      if (isFree(reader)) return reader
    }
  }

  const count = ({ isWrite, isUpload }, step) => {
    if (isWrite) inFlight.writes += step
    if (isUpload) inFlight.uploads += step
  }

  const send = async (reader, operation, intent, session) => {
    const [sessionId, { access: token } = {}] = session ?? []
    if (operation.isWrite) ledger.sending(reader, operation, intent)
    count(operation, 1)
    try {
      const effects = await operation.run({ client, reader, intent, sessionId, token })
      if (operation.isWrite) ledger.acknowledge(reader, operation, effects)
    } catch (error) {
      if (error instanceof Unanswered) {
        if (operation.isWrite) ledger.doubt(reader, operation, intent, error.message)
      } else if (error instanceof Rejected) ledger.reject(reader, operation, error.message)
      else if (error instanceof Violation) {
        violations.push(`${operation.name}, reader ${reader.id}: ${error.message}`)
        dropped.add(reader)
      } else throw error
    } finally {
      count(operation, -1)
    }
  }

  const act = async (someone) => {
    const operation = pickOperation(random)
    const reader = operation.isNewReader ? newReader() : someone
    const session = usableSession(reader, random)
    const first = operation.needsSession && !session ? sessionFor(reader) : operation
    const intent = first.plan(reader, random, { readers })
    if (intent) await send(reader, first, intent, session)
  }

  const lane = async () => {
    while (!isStopping) {
      const reader = pickReader()
      busy.add(reader)
      await act(reader).finally(() => busy.delete(reader))
    }
  }

  return {
    /** The numbers of writes and of uploads without a response yet. */
    inFlight,
    /** @returns a promise that resolves when all lanes have ended, after `stop` */
    start: () => {
      isStopping = false
      readers = [...ledger.readers.values()].filter(({ state }) => state === 'live')
      return Promise.all(Array.from({ length: lanes }, lane))
    },
    stop: () => {
      isStopping = true
    },
  }
}
