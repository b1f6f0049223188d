import type { HeadingKind } from './group-books.ts'
import type { Stop } from './stops.ts'

/** A rail on a phone has room for this many labels. */
const maxLabels = 28

const yearOf = (stop: Stop | undefined) => String(stop?.value).slice(0, 4)

/** @returns the text beside a stop: the first month of a year has its year, and where there are many, most have none */
export const railLabel = (kind: HeadingKind, stops: readonly Stop[], index: number): string => {
  const stop = stops[index]
  if (!stop) return ''
  if (kind === 'month') return yearOf(stops[index - 1]) === yearOf(stop) ? '' : `’${yearOf(stop).slice(2)}`
  if (index % Math.ceil(stops.length / maxLabels) > 0) return ''
  return kind === 'finished' ? `’${yearOf(stop).slice(2)}` : String(stop.value)
}
