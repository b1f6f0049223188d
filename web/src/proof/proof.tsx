import { NetworkError } from 'bookplate/client'
import { hasCode } from '../errors/messages.ts'
import { user } from '../session/session.ts'
import { shownProof } from './host.tsx'
import type { Claim, Proof } from './waiting.ts'

/** Another attempt may work, so the dialog stays and keeps its fields. */
const isRepeatable = (error: unknown): boolean =>
  error instanceof NetworkError ||
  hasCode(error, 'invalid_credentials') ||
  hasCode(error, 'invalid_code') ||
  hasCode(error, 'invalid_passkey') ||
  hasCode(error, 'step_up_required') ||
  hasCode(error, 'rate_limited')

const cancelled = () => new DOMException('The reader gave no proof', 'AbortError')

const loadDialog = async () => {
  try {
    return (await import('./proof-dialog.tsx')).ProofDialog
  } catch (cause) {
    throw new NetworkError({ cause })
  }
}

let lastKey = 0

/**
 * Asks the reader to prove one change, then makes it.
 * @param run makes the change with the proof; called again after a wrong proof
 * @returns the result of `run`
 * @throws the error of `run`; an `AbortError`, see `isAborted`, when the reader cancels or signs out
 */
export const withProof = async <Result,>(
  claim: Claim,
  run: (proof: Proof) => Promise<Result>,
): Promise<Result> => {
  const reader = user.peek()?.id
  const ProofDialog = await loadDialog()
  // The reader may have signed out in another tab.
  if (reader === undefined || user.peek()?.id !== reader) throw cancelled()
  return new Promise<Result>((resolve, reject) => {
    let isRunning = false
    let isOpen = true
    const close = () => {
      isOpen = false
      if (shownProof.peek() === dialog) shownProof.value = undefined
      // A change in progress may succeed, and its result must not be lost.
      if (!isRunning) reject(cancelled())
    }
    const attempt = async (proof: Proof) => {
      isRunning = true
      try {
        resolve(await run(proof))
      } catch (error) {
        if (isOpen && isRepeatable(error)) throw error
        reject(error)
      } finally {
        isRunning = false
      }
      close()
    }
    lastKey += 1
    const dialog = <ProofDialog key={lastKey} waiting={{ claim, attempt, close }} />
    shownProof.value = dialog
  })
}

/** Makes a change that needs no proof in some cases, and asks for one only if the service does. */
export const withProofIfAsked = async <Result,>(
  claim: Claim,
  run: (proof?: Proof) => Promise<Result>,
): Promise<Result> => {
  try {
    return await run()
  } catch (error) {
    if (!hasCode(error, 'step_up_required')) throw error
  }
  return withProof(claim, run)
}
