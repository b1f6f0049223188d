import { type DataOf, data } from 'bookplate/client'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { onReconnect } from '../../connection/online.ts'
import { listPasskeys, type Passkey } from '../../passkeys/manage.ts'
import { api } from '../../session/session.ts'

export type Factors = DataOf<Awaited<ReturnType<typeof api.users.mfa.$get>>>

/** The ways to sign in of an account. */
interface Methods {
  factors: Factors
  passkeys: Passkey[]
}

const read = async (): Promise<Methods> => {
  const [factors, passkeys] = await Promise.all([data(api.users.mfa.$get()), listPasskeys()])
  return { factors, passkeys }
}

/** @returns the methods, which stay shown while they are read again */
export const useMethods = () => {
  const [methods, setMethods] = useState<Methods>()
  const [error, setError] = useState<unknown>()
  const load = useCallback(() => {
    setError(undefined)
    read().then(setMethods, setError)
  }, [])
  useEffect(load, [load])
  useEffect(() => (error === undefined ? undefined : onReconnect(load)), [error, load])
  return { methods, error, load }
}
