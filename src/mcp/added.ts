import type { Reading } from '../db/schema.ts'

/** @returns a text with another one below it, unless it ends with that one: a call may be repeated */
export const withText = (text: string, more: string | undefined): string => {
  if (more === undefined || text.endsWith(more)) return text
  return text === '' ? more : `${text}\n\n${more}`
}

/** @returns tags with more of them, each once in any case */
export const withTags = (tags: string[], more: string[] = []): string[] => {
  const known = new Set(tags.map((tag) => tag.toLowerCase()))
  return [...tags, ...more.filter((tag) => !known.has(tag.toLowerCase()))]
}

/** @returns readings in which the book was finished on a day: the open one ends, else there is one more */
export const withEnd = (readings: Reading[], day: string): Reading[] => {
  if (readings.some(({ finished_on }) => finished_on === day)) return readings
  const open = readings.findLastIndex((one) => one.started_on !== null && one.finished_on === null)
  const { started_on = null } = readings[open] ?? {}
  // An end is not before its start.
  const end = started_on !== null && started_on > day ? started_on : day
  return open < 0
    ? [...readings, { started_on, finished_on: end }]
    : readings.with(open, { started_on, finished_on: end })
}
