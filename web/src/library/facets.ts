import { signal } from '@preact/signals'
import { data, NetworkError } from 'bookplate/client'
import { useEffect } from 'preact/hooks'
import { onReconnect } from '../connection/online.ts'
import { isServiceError } from '../errors/ignore.ts'
import { isAborted } from '../errors/messages.ts'
import { findKept, keep as keepOnDevice } from '../kept/reader-cache.ts'
import { onReaderChange } from '../session/on-reader-change.ts'
import { api } from '../session/session.ts'
import { type Filter, filterKey, filterParameters } from './filter.ts'

const requestFacets = (filter: Filter, signal: AbortSignal) =>
  data(api.books.facets.$get({ query: filterParameters(filter) }, { init: { signal } }))

const maxOnDevice = 20

/** Without a connection, the counts that were seen last. */
const fetchFacets = async (filter: Filter, signal: AbortSignal) => {
  const key = filterKey(filter)
  try {
    const facets = await requestFacets(filter, signal)
    if (filter.q === '') void keepOnDevice('facets', key, facets, maxOnDevice)
    return facets
  } catch (error) {
    const kept = error instanceof NetworkError ? await findKept<Facets>('facets', key) : undefined
    if (kept) return kept
    throw error
  }
}

/** How many books a filter finds, in all and for each value of each facet. */
export type Facets = Awaited<ReturnType<typeof requestFacets>>

interface Counted {
  facets: Facets
  /** The state of the library that was counted. */
  generation: number
}

/** Each keystroke of a search is another filter, and so is each book of a pile that is added. */
const pauseMs = 300
const maxKept = 30

const counted = signal<ReadonlyMap<string, Counted>>(new Map())
const wanted = new Map<string, { filter: Filter; users: number }>()
/** The errors of the counts that failed, by the keys of their filters. */
const failed = signal<ReadonlyMap<string, unknown>>(new Map())
let generation = 0
let timer: ReturnType<typeof setTimeout> | undefined
let inProgress: { key: string; abort: AbortController } | undefined

const setFailed = (key: string, error: unknown) => {
  failed.value = new Map([...failed.peek(), [key, error]])
}

const forgetFailed = () => {
  if (failed.peek().size > 0) failed.value = new Map()
}

const nextWanted = () =>
  [...wanted].find(([key]) => !failed.peek().has(key) && counted.peek().get(key)?.generation !== generation)

const keep = (key: string, value: Counted) => {
  const others = [...counted.peek()].filter(([other]) => other !== key)
  const unused = others.filter(([other]) => !wanted.has(other)).slice(0, -maxKept)
  const dropped = new Set(unused.map(([other]) => other))
  counted.value = new Map([...others.filter(([other]) => !dropped.has(other)), [key, value]])
}

/** Counts one filter at a time, so that counts never take the place of a list. */
const countNext = async () => {
  const next = nextWanted()
  if (!next || inProgress) return
  const [key, { filter }] = next
  const abort = new AbortController()
  const own = { key, abort }
  inProgress = own
  const countedGeneration = generation
  try {
    const facets = await fetchFacets(filter, abort.signal)
    if (!abort.signal.aborted) keep(key, { facets, generation: countedGeneration })
  } catch (error) {
    if (!abort.signal.aborted) setFailed(key, error)
    // Counts are an addition: without them the shelf works.
    if (!isServiceError(error) && !isAborted(error)) reportError(error)
  }
  if (inProgress === own) inProgress = undefined
  schedule()
}

const schedule = (delayMs = pauseMs) => {
  clearTimeout(timer)
  if (nextWanted()) timer = setTimeout(() => void countNext(), delayMs)
}

const want = (filter: Filter) => {
  const key = filterKey(filter)
  const users = (wanted.get(key)?.users ?? 0) + 1
  wanted.set(key, { filter, users })
  if (users === 1) {
    // A good time to count the others too.
    forgetFailed()
    // The first counts are on the first screen.
    schedule(counted.peek().size === 0 ? 0 : pauseMs)
  }
  return () => {
    const entry = wanted.get(key)
    if (entry && entry.users > 1) {
      entry.users--
      return
    }
    wanted.delete(key)
    if (inProgress?.key !== key) return
    inProgress.abort.abort()
    inProgress = undefined
    schedule()
  }
}

/**
 * Counts the books of `filter`, as long as the component is there.
 * @returns undefined until they are counted; the earlier counts while the library is counted again
 */
export const useFacets = (filter: Filter): Facets | undefined => {
  const key = filterKey(filter)
  // Filters with one key are equal.
  useEffect(() => want(filter), [key])
  return counted.value.get(key)?.facets
}

/** @returns the error of the count of `filter`, if it failed. A page that cannot do without counts shows it. */
export const facetsErrorOf = (filter: Filter): unknown => failed.value.get(filterKey(filter))

/** Counts again what could not be counted. */
export const retryFacets = (): void => {
  forgetFailed()
  schedule(0)
}

/** Counts again, because books were added, changed or deleted. */
export const refreshFacets = (): void => {
  generation++
  forgetFailed()
  schedule()
}

onReconnect(retryFacets)

onReaderChange(() => {
  inProgress?.abort.abort()
  inProgress = undefined
  counted.value = new Map()
  refreshFacets()
})
