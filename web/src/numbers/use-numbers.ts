import { data } from 'bookplate/client'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { onReconnect } from '../connection/online.ts'
import { isAborted } from '../errors/messages.ts'
import { api } from '../session/session.ts'
import type { Facets, Stats } from './figures.ts'

interface Numbers {
  stats: Stats
  facets: Facets
}

const fetchNumbers = async (year: number | undefined, signal: AbortSignal): Promise<Numbers> => {
  const options = { init: { signal } }
  const [stats, facets] = await Promise.all([
    data(api.books.stats.$get({ query: year === undefined ? {} : { year: String(year) } }, options)),
    data(api.books.facets.$get({ query: {} }, options)),
  ])
  return { stats, facets }
}

/** @param year undefined for all time @returns the sums of the service, or the error of the request */
export const useNumbers = (year: number | undefined) => {
  const [numbers, setNumbers] = useState<Numbers>()
  const [error, setError] = useState<unknown>()
  const latest = useRef<AbortController>(undefined)

  const load = useCallback(() => {
    latest.current?.abort()
    const abort = new AbortController()
    latest.current = abort
    setError(undefined)
    fetchNumbers(year, abort.signal).then(
      (found) => {
        if (!abort.signal.aborted) setNumbers(found)
      },
      (thrown) => {
        if (!abort.signal.aborted && !isAborted(thrown)) setError(thrown)
      },
    )
    return () => abort.abort()
  }, [year])

  useEffect(load, [load])
  useEffect(() => (error === undefined ? undefined : onReconnect(load)), [error, load])
  // The years stay on the page while the sums of another one are loaded.
  const isShown = numbers?.stats.year === (year ?? null)
  return { numbers: isShown ? numbers : undefined, years: numbers?.facets.year_finished, error, load }
}
