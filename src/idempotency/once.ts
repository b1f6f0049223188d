import type { CallerContext } from '../auth/caller.ts'
import { asCaller } from '../auth/live-caller.ts'
import { TimeLimitError } from '../bindings/time-limit.ts'
import { DatabaseError } from '../db/client.ts'
import { ApiError, type ErrorCode, type Issue } from '../http/errors.ts'
import { logEvent } from '../http/log.ts'
import { maxKeyLength, maxWaitMs } from './limits.ts'
import { type Claim, claiming, deleteClaim, updateOutcome } from './statements.ts'

const pollMs = 250
const retryAfterSeconds = 5

/** The stored outcome of a request: its result, or its error. */
type Outcome<T> =
  | { kind: 'done'; result: T }
  | { kind: 'failed'; code: ErrorCode; issues?: Issue[] | undefined }

/** @returns the outcome of a request that succeeded, as stored */
export const outcomeOf = <T>(result: T): string =>
  JSON.stringify({ kind: 'done', result } satisfies Outcome<T>)

const printableAscii = new RegExp(`^[\\x20-\\x7e]{1,${maxKeyLength}}$`)

/** @throws ApiError `invalid_input` for a key that is too long, or is not printable ASCII */
export const readKey = (c: Pick<CallerContext, 'req'>): string | undefined => {
  const key = c.req.header('Idempotency-Key')
  if (key === undefined || printableAscii.test(key)) return key
  const message = `Must be 1 to ${maxKeyLength} printable ASCII characters.`
  throw new ApiError('invalid_input', { issues: [{ path: 'Idempotency-Key', message }] })
}

/** @returns whether the same request would fail again in the same way: because of its content, not its user or time */
const isRepeatable = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status < 500 && error.status !== 401 && error.status !== 429

/**
 * Carries a request out once, however often it is sent with the same `Idempotency-Key`. The first request claims it; the
 * others get the result of the first. Without a key it just carries the request out.
 * @param request the fields, and the bytes of files, that make two requests equal
 * @param work must add `ifClaimIsHeld(claim)` to its writes, and put `updateOutcome(claim, outcomeOf(result))` into the
 *   same transaction
 * @throws ApiError `idempotency_key_reused`, `idempotency_in_progress`, and the errors of `work`
 */
export const once = async <T>(
  c: CallerContext,
  request: unknown[],
  work: (claim: Claim | undefined) => Promise<T>,
): Promise<T> => {
  const key = readKey(c)
  if (key === undefined) return work(undefined)
  const { caller } = c.var
  const name = { userId: caller.userId, route: `${c.req.method} ${c.req.routePath}`, key }
  const fingerprint = await fingerprintOf(request)
  const giveUpAt = Date.now() + maxWaitMs
  for (;;) {
    const claim = { ...name, claim: crypto.randomUUID() }
    const { claimed, known } = await claimOrRelease(c, claim, fingerprint)
    if (claimed.length > 0) return carryOut(c, claim, work)
    const [first] = known
    if (first && first.fingerprint !== fingerprint) throw new ApiError('idempotency_key_reused')
    if (first?.outcome) return replay(JSON.parse(first.outcome))
    if (Date.now() >= giveUpAt) {
      throw new ApiError('idempotency_in_progress', { headers: { 'Retry-After': String(retryAfterSeconds) } })
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
}

/** D1 may commit a claim whose response fails. Without a release a retry would wait until the claim can be taken over. */
const claimOrRelease = async (c: CallerContext, claim: Claim, fingerprint: string) => {
  try {
    return await asCaller(c.var, claiming(c.var.caller, claim, fingerprint))
  } catch (error) {
    if (error instanceof DatabaseError) await settle(c, claim, error)
    throw error
  }
}

const carryOut = async <T>(
  c: CallerContext,
  claim: Claim,
  work: (claim: Claim) => Promise<T>,
): Promise<T> => {
  try {
    return await work(claim)
  } catch (error) {
    await settle(c, claim, error)
    throw error
  }
}

/** Stores a repeatable error, or gives the claim back. If that fails, another run takes the claim over later. */
const settle = async (c: CallerContext, claim: Claim, error: unknown): Promise<void> => {
  const late = lateBatchOf(error)
  if (late) {
    // After the response, which has waited long enough. A late batch may commit the claim after its first release.
    const released = Promise.all([release(c, claim), late.then(() => release(c, claim))])
    c.executionCtx.waitUntil(released)
  } else if (isRepeatable(error)) {
    const { code, issues } = error
    const outcome = JSON.stringify({ kind: 'failed', code, issues } satisfies Outcome<never>)
    await orLeaveToTime(claim, c.var.db.batch({ remembered: updateOutcome(claim, outcome) }))
  } else await release(c, claim)
}

/** @returns a promise of the end of the batch that did not respond in time */
const lateBatchOf = (error: unknown): Promise<void> | undefined =>
  error instanceof DatabaseError && error.cause instanceof TimeLimitError ? error.cause.ended : undefined

const release = ({ var: { db } }: CallerContext, claim: Claim): Promise<void> =>
  orLeaveToTime(claim, db.batch({ released: deleteClaim(claim) }))

const orLeaveToTime = async (claim: Claim, work: Promise<unknown>): Promise<void> => {
  try {
    await work
  } catch (cause) {
    logEvent('warn', 'claim_left_to_time', { route: claim.route, cause })
  }
}

const replay = <T>(outcome: Outcome<T>): T => {
  if (outcome.kind === 'done') return outcome.result
  throw new ApiError(outcome.code, outcome.issues ? { issues: outcome.issues } : {})
}

/** @returns SHA-256 of the fields and of the files' bytes, in base64 */
const fingerprintOf = async (parts: unknown[]): Promise<string> => {
  const digested = await Promise.all(
    parts.map(async (part) => (part instanceof Blob ? digest(await part.bytes()) : part)),
  )
  return digest(new TextEncoder().encode(JSON.stringify(digested)))
}

const digest = async (bytes: Uint8Array): Promise<string> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).toBase64()
