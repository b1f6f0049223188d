import { isLonger } from '../../http/text.ts'
import { extra as extraField } from '../extra.ts'
import { maxExtraFields, maxExtraValueLength } from '../limits.ts'
import type { Draft } from './draft.ts'
import { maxColumnName } from './limits.ts'

type Entry = [name: string, value: string]

/** The own field of the columns that are too many to have a field each. */
const sharedName = 'Other columns'
/** Enough for the text of `sharedName` in parts: all own fields together have no more bytes. */
const sharedFields = 8

const partsOf = (text: string): string[] => {
  if (!isLonger(text, maxExtraValueLength)) return [text]
  const signs = [...text]
  return Array.from({ length: Math.ceil(signs.length / maxExtraValueLength) }, (_, at) =>
    signs.slice(at * maxExtraValueLength, (at + 1) * maxExtraValueLength).join(''),
  )
}

const split = (entries: Entry[]): Entry[] =>
  entries.flatMap(([name, value]) => partsOf(value).map((part): Entry => [name, part]))

const shared = (entries: Entry[], free: number): Entry[] => {
  if (entries.length <= free) return entries
  const own = Math.max(0, free - sharedFields)
  const lines = entries.slice(own).map(([name, value]) => `${name}: ${value}`)
  return [...entries.slice(0, own), ...split([[sharedName, lines.join('\n')]])]
}

const freeName = (name: string, fields: Map<string, string>): string => {
  if (!fields.has(name)) return name
  const start = [...name].slice(0, maxColumnName).join('')
  for (let at = 2; ; at++) if (!fields.has(`${start} (${at})`)) return `${start} (${at})`
}

/**
 * Puts the kept cells of a row into `extra`. Long ones are split, and those that are too many share a field.
 * @returns whether all of them fit
 */
export const finishExtra = (draft: Draft): boolean => {
  if (draft.kept.length === 0) return true
  const fields = new Map(Object.entries(draft.fields.extra))
  for (const [name, value] of shared(split(draft.kept), maxExtraFields - fields.size))
    fields.set(freeName(name, fields), value)
  const { success, data } = extraField.safeParse(Object.fromEntries(fields))
  if (success) draft.fields.extra = data
  return success
}
