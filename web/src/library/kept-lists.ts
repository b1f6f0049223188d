import { effect } from '@preact/signals'
import { type ListedBook, NetworkError } from 'bookplate/client'
import { whenStill } from '../cover/scroll-speed.ts'
import { keepCovers } from '../kept/keep-covers.ts'
import { findKept, keep } from '../kept/reader-cache.ts'
import { orderOf, type ShelfQuery } from '../router/shelf-query.ts'
import { filterKey } from './filter.ts'

/** A list that the reader has seen. Its books are kept in parts, so that a change writes little. */
interface KeptList {
  count: number
  next: string | null
  loadedAt: number
}

interface Shown {
  query: ShelfQuery | undefined
  list: ListedBook[]
  next: string | null
  loading: unknown
  error: unknown
  loadedAt: number | undefined
  isKept: boolean
  from: string | undefined
}

const booksPerPart = 100
const maxLists = 8
const maxParts = 60
/** The covers of the first screens load first. */
const pauseMs = 2000

const keyOf = (query: ShelfQuery) => `${orderOf(query)}?${filterKey(query)}`
const partKey = (key: string, part: number) => `${key}#${part}`

let written: { key: string; list: ListedBook[] } | undefined

/** @returns whether all of them are kept */
const writeParts = async (key: string, list: ListedBook[], isStopped: () => boolean): Promise<boolean> => {
  const before = written?.key === key ? written.list : []
  for (let at = 0; at < list.length; at += booksPerPart) {
    const part = list.slice(at, at + booksPerPart)
    const old = before.slice(at, at + booksPerPart)
    if (part.length === old.length && part.every((book, index) => book === old[index])) continue
    // Another reader may have signed in.
    if (isStopped() || !(await keep('part', partKey(key, at / booksPerPart), part, maxParts))) return false
  }
  written = { key, list }
  return true
}

const write = async (
  query: ShelfQuery,
  { list, next, loadedAt = Date.now() }: Shown,
  isStopped: () => boolean,
) => {
  const key = keyOf(query)
  if (!(await writeParts(key, list, isStopped)) || isStopped()) return
  await keep('list', key, { count: list.length, next, loadedAt } satisfies KeptList, maxLists)
}

/** Keeps each list that is shown, with its thumbnails, unless the reader saves data. */
export const keepLists = (shown: { readonly value: Shown }): void => {
  let latest = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  effect(() => {
    const { value } = shown
    const { query, loading, error, isKept, list, from } = value
    const attempt = ++latest
    clearTimeout(timer)
    // Each keystroke of a search is a list of its own, and so is each place that the reader jumps to.
    if (query?.q !== '' || from !== undefined || loading || error || isKept) return
    timer = setTimeout(async () => {
      const isStopped = () => attempt !== latest
      // Writing and downloads would make frames of a scroll late.
      await whenStill()
      if (isStopped()) return
      await write(query, value, isStopped)
      const covers = list.flatMap(({ thumbnail_url }) => thumbnail_url ?? [])
      if (!isStopped()) await keepCovers(covers, isStopped, whenStill)
    }, pauseMs)
  })
}

const readParts = async (key: string, count: number): Promise<ListedBook[]> => {
  const books = new Map<string, ListedBook>()
  for (let part = 0; part * booksPerPart < count; part++) {
    const found = await findKept<ListedBook[]>('part', partKey(key, part))
    if (!found) break
    for (const book of found) books.set(book.id, book)
  }
  return [...books.values()]
}

/**
 * @param error why the list could not be loaded
 * @returns the list as it was seen last; undefined if it was not, or if the service did respond
 */
export const findKeptList = async (error: unknown, query: ShelfQuery) => {
  if (!(error instanceof NetworkError)) return undefined
  const key = keyOf(query)
  const kept = await findKept<KeptList>('list', key)
  if (!kept) return undefined
  const list = await readParts(key, kept.count)
  return { list, next: list.length < kept.count ? null : kept.next, loadedAt: kept.loadedAt }
}
