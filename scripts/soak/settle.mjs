import { Rejected, Unanswered, Violation } from './client.mjs'
import { refresh, signIn, usableSession } from './operations/sessions.mjs'

const maxRounds = 3

// A claim of a run that died is taken over after 60 seconds. The soak does not wait: it makes all claims older.
const ageClaims = `update idempotency_keys set claimed_at = claimed_at - 60000`

/** Opens a session first, if the reader has none that can be used. */
const openSession = async (context) => {
  const { reader, random, ledger } = context
  const usable = usableSession(reader, random)
  if (usable) return usable
  const [sessionId] = [...reader.sessions.keys()]
  const operation = sessionId ? refresh : signIn
  ledger.acknowledge(reader, operation, await operation.settle({ ...context, intent: { sessionId } }))
  return usableSession(reader, random) ?? openSession(context)
}

/** Finds out whether one unanswered write was done, by its retry or by reading. */
const settle = async (context, operation, intent) => {
  const { reader, ledger, violations } = context
  try {
    const [sessionId, session] = operation.needsSession ? await openSession(context) : []
    const effects = await operation.settle({ ...context, intent, sessionId, token: session?.access })
    ledger.acknowledge(reader, operation, effects)
  } catch (error) {
    if (error instanceof Violation)
      violations.push(`${operation.name}, sent again, reader ${reader.id}: ${error.message}`)
    else if (!(error instanceof Unanswered || error instanceof Rejected)) throw error
    // Opening the session was acknowledged, and this write is not.
    else ledger.doubts.set(reader, { operation, intent })
  }
}

/** Settles all unanswered writes. On a busy machine a retry may have no response either. @returns how many are settled */
export const settleDoubts = async (context) => {
  const { service, ledger } = context
  const before = ledger.doubts.size
  for (let round = 1; round <= maxRounds && ledger.doubts.size > 0; round++) {
    await service.query(ageClaims)
    for (const [reader, { operation, intent }] of [...ledger.doubts])
      await settle({ ...context, reader }, operation, intent)
  }
  return before - ledger.doubts.size
}
