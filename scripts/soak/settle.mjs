import { Rejected, Unanswered, Violation } from './client.mjs'
import { refresh, signIn, usableSession } from './operations/sessions.mjs'

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

/** Finds out for each unanswered write whether it was done, by its retry or by reading. @returns how many it found out */
export const settleDoubts = async ({ service, ledger, client, violations, random }) => {
  await service.query(ageClaims)
  const before = ledger.doubts.size
  for (const [reader, { operation, intent }] of ledger.doubts) {
    const context = { client, reader, random, ledger }
    try {
      const [sessionId, session] = operation.needsSession ? await openSession(context) : []
      const effects = await operation.settle({ ...context, intent, sessionId, token: session?.access })
      ledger.acknowledge(reader, operation, effects)
    } catch (error) {
      if (error instanceof Violation)
        violations.push(`${operation.name}, sent again, reader ${reader.id}: ${error.message}`)
      else if (!(error instanceof Unanswered || error instanceof Rejected)) throw error
    }
  }
  return before - ledger.doubts.size
}
