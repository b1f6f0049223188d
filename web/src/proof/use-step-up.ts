import { type DataOf, data } from 'bookplate/client'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { onReconnect } from '../connection/online.ts'
import { rememberRpId } from '../passkeys/rp-id.ts'
import { api } from '../session/session.ts'
import type { Claim } from './waiting.ts'

type StepUp = DataOf<Awaited<ReturnType<(typeof api.users)['step-up']['$post']>>>

/** A challenge is not used in its last seconds, because the request takes time. */
const marginMs = 10_000

/** The ways to prove a change, and the challenge of a passkey. */
export const useStepUp = ({ action, target = '' }: Claim) => {
  const [methods, setMethods] = useState<StepUp['methods']>()
  const [error, setError] = useState<unknown>()
  const challenge = useRef<{ options: StepUp['options']; expiresAt: number } | undefined>(undefined)

  const fetchStepUp = useCallback(async () => {
    const askedAt = Date.now()
    const started = await data(api.users['step-up'].$post({ json: { action, target } }))
    challenge.current = {
      options: started.options,
      expiresAt: askedAt + started.expires_in * 1000 - marginMs,
    }
    if (started.options) rememberRpId(started.options.rpId)
    setMethods(started.methods)
  }, [action, target])
  const load = useCallback(() => {
    setError(undefined)
    fetchStepUp().catch(setError)
  }, [fetchStepUp])
  useEffect(load, [load])
  useEffect(() => (error === undefined ? undefined : onReconnect(load)), [error, load])

  /** @returns options that are not expired; null if the account has no passkey any more */
  const freshOptions = async () => {
    if (!challenge.current || Date.now() >= challenge.current.expiresAt) await fetchStepUp()
    return challenge.current?.options ?? null
  }
  /** A challenge works once, also for a change that failed. */
  const spend = () => {
    challenge.current = undefined
  }
  return { methods, error, load, freshOptions, spend, refresh: fetchStepUp }
}
