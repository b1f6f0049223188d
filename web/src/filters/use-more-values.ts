import { useEffect, useState } from 'preact/hooks'
import { completeName, type NameFacet } from '../library/complete.ts'
import { type FilterName, withFilter } from '../router/filters.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'

const pauseMs = 250
/** The service counts as many values at most. */
const maxCounted = 100

const isNameFacet = (name: FilterName): name is NameFacet => ['tag', 'author', 'series'].includes(name)

/** Asks the service for values that are too rare for the list. @returns undefined while the list has all of them */
export const useMoreValues = (query: ShelfQuery, name: FilterName, wanted: string, listed: number) => {
  const [found, setFound] = useState<{ for: string; values: { value: string; count: number }[] }>()
  const prefix = wanted.trim()
  const isNeeded = prefix !== '' && listed >= maxCounted && isNameFacet(name)
  useEffect(() => {
    if (!isNeeded) return
    const abort = new AbortController()
    const filters = withFilter(query.filters, name, undefined)
    const timer = setTimeout(() => {
      completeName(name, prefix, abort.signal, { ...query, filters }).then(
        (values) => setFound({ for: prefix, values }),
        // The values of the list stay.
        () => undefined,
      )
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [isNeeded, prefix, query, name])
  return isNeeded && found?.for === prefix ? found.values : undefined
}
