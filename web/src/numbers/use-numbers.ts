import { data } from 'bookplate/client'
import { api } from '../session/session.ts'
import type { Facets, Stats } from './figures.ts'
import { useLoaded } from './use-loaded.ts'

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
  const { loaded, error, retry } = useLoaded((signal) => fetchNumbers(year, signal), [year])
  // The years stay on the page while the sums of another one are loaded.
  const isShown = loaded?.stats.year === (year ?? null)
  return { numbers: isShown ? loaded : undefined, years: loaded?.facets.year_finished, error, retry }
}
