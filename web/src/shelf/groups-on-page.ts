import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { books } from '../library/books.ts'

const stopsOf = (group: HTMLElement): (string | number | null)[] => JSON.parse(group.dataset.stops ?? '[]')

const groupsIn = (list: HTMLElement | null): HTMLElement[] =>
  list ? [...list.querySelectorAll<HTMLElement>('.book-group')] : []

/** @returns the first group with the value of a stop, if it is loaded */
export const groupOf = (list: HTMLElement | null, value: string | number): HTMLElement | undefined =>
  groupsIn(list).find((group) => stopsOf(group).includes(value))

/** @returns the value of a stop: that of the group at the top of the screen */
export const useCurrentValue = (list: RefObject<HTMLElement | null>): string | number | null | undefined => {
  const [value, setValue] = useState<string | number | null>()
  const shown = books.value.list
  // Other books have other groups.
  useEffect(() => {
    const line = Math.round(innerHeight / 4)
    const observer = new IntersectionObserver(
      (entries) => {
        const here = entries.findLast(({ isIntersecting }) => isIntersecting)
        if (here) setValue(stopsOf(here.target as HTMLElement)[0])
      },
      { rootMargin: `-${line}px 0px -${innerHeight - line - 1}px 0px` },
    )
    for (const group of groupsIn(list.current)) observer.observe(group)
    return () => observer.disconnect()
  }, [list, shown])
  return value
}
