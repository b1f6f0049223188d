import { extra as extraField } from '../extra.ts'
import { maxExtraFields, maxExtraValueLength } from '../limits.ts'
import type { Draft } from './draft.ts'
import { maxColumnName } from './limits.ts'

type Entry = [name: string, value: string]

/** The own field of the columns that are too many to have a field each. */
const sharedName = 'Other columns'
/** Enough for the text of `sharedName` in parts: all own fields together have no more bytes. */
const sharedFields = 8

/** Parts that are short enough for a field, also in code points. No part ends within a character. */
const partsOf = (text: string): string[] => {
  const parts: string[] = []
  for (let at = 0; at < text.length; at += parts.at(-1)?.length ?? 1) {
    const part = text.slice(at, at + maxExtraValueLength)
    parts.push(part.isWellFormed() ? part : part.slice(0, -1))
  }
  return parts
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
