import type { Context } from 'hono'
import { asCaller } from '../auth/require-user.ts'
import type { AppEnv } from '../http/env.ts'
import { ApiError, type ErrorCode, type Issue } from '../http/errors.ts'
import { logEvent } from '../http/log.ts'
import { type Claim, claimRequest, findRequest, releaseRequest, rememberAnswer } from './statements.ts'

const pollMs = 250
const patienceMs = 10_000
const retryAfterSeconds = 5

/** What is remembered of a request: its result, or why it was refused. */
type Outcome<T> =
  | { kind: 'done'; result: T }
  | { kind: 'refused'; code: ErrorCode; issues?: Issue[] | undefined }

export const outcomeOf = <T>(result: T): string =>
  JSON.stringify({ kind: 'done', result } satisfies Outcome<T>)

const printableAscii = /^[\x20-\x7e]{1,255}$/

const readKey = (c: Context<AppEnv>): string | undefined => {
  const key = c.req.header('Idempotency-Key')
  if (key === undefined || printableAscii.test(key)) return key
  const message = 'Must be 1 to 255 printable ASCII characters.'
  throw new ApiError('invalid_input', { issues: [{ path: 'Idempotency-Key', message }] })
}

/** @returns whether the same request would be refused again for the same reason: by what it asks, not by who or when */
const isMemorable = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status < 500 && error.status !== 401 && error.status !== 429

/**
 * Carries a request out once, however often it is sent with the same `Idempotency-Key`: the first claims it, the
 * others get the first one's result. Without a key, just carries it out.
 * @param request what makes two requests the same: fields, and the bytes of files
 * @param work must make its writes depend on `whileClaimed(claim)`, and put `rememberAnswer(claim, outcomeOf(result))`
 *   into the same transaction
 * @throws ApiError `idempotency_key_reused`, `idempotency_in_progress`, and what `work` throws
 */
export const once = async <T>(
  c: Context<AppEnv>,
  request: unknown[],
  work: (claim: Claim | undefined) => Promise<T>,
): Promise<T> => {
  const key = readKey(c)
  if (key === undefined) return work(undefined)
  const { db, caller } = c.var
  const name = { userId: caller.userId, route: `${c.req.method} ${c.req.routePath}`, key }
  const fingerprint = await fingerprintOf(request)
  const giveUpAt = Date.now() + patienceMs
  for (;;) {
    const claim = { ...name, claim: crypto.randomUUID() }
    const [[claimed], [found]] = await asCaller(
      c,
      claimRequest(db, caller, claim, fingerprint),
      findRequest(db, name),
    )
    if (claimed) return carryOut(c, claim, work)
    if (found && found.fingerprint !== fingerprint) throw new ApiError('idempotency_key_reused')
    if (found?.answer) return replay(JSON.parse(found.answer))
    if (Date.now() >= giveUpAt) {
      throw new ApiError('idempotency_in_progress', { headers: { 'Retry-After': String(retryAfterSeconds) } })
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
}

const carryOut = async <T>(
  c: Context<AppEnv>,
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

/** Remembers why a request was refused, or gives its claim back. If that fails, the claim is given back by time. */
const settle = async ({ var: { db } }: Context<AppEnv>, claim: Claim, error: unknown): Promise<void> => {
  try {
    if (!isMemorable(error)) await db.batch([releaseRequest(db, claim)])
    else {
      const { code, issues } = error
      await db.batch([rememberAnswer(db, claim, JSON.stringify({ kind: 'refused', code, issues }))])
    }
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
  const described = await Promise.all(
    parts.map(async (part) => (part instanceof Blob ? digest(await part.bytes()) : part)),
  )
  return digest(new TextEncoder().encode(JSON.stringify(described)))
}

const digest = async (bytes: Uint8Array): Promise<string> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).toBase64()
