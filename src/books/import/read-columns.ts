import type { Column } from './column.ts'
import { type DateOrder, orderOf } from './dates.ts'
import type { Table } from './file/table.ts'
import { maxColumnName, maxDateExamples } from './limits.ts'
import { type MappedField, type Mapping, mappedFields, mappingReaders } from './mapping.ts'
import type { Reader, Readers, Target } from './readers/reader.ts'

/** The use of a column, for the report. */
export interface ColumnReport {
  column: string
  /** The field that the column is read into; null for one that becomes an own field. */
  field: Target | null
}

/** A column with dates such as 03/04/2021, whose order nothing tells. */
export interface AmbiguousDates {
  column: string
  examples: string[]
  count: number
}

export interface ColumnUse {
  column: Column
  /** Undefined for a column that becomes an own field. */
  reader: Reader | undefined
  /** Whether the column is left out: it is a note of the service itself. */
  isIgnored: boolean
  report: ColumnReport
  ambiguous: AmbiguousDates | undefined
}

interface Input {
  table: Table
  readers: Readers | undefined
  mapping: Mapping | null
  isIgnored: (index: number) => boolean
  dateOrder: DateOrder | undefined
  now: Date
}

/** The names of the columns, each different: they become names of own fields. */
export const uniqueNames = (header: readonly string[]): string[] => {
  const taken = new Set<string>()
  return header.map((text, index) => {
    const bare = text.trim().toWellFormed()
    const start = bare === '' || [...bare].length > maxColumnName ? `Column ${index + 1}` : bare
    let name = start
    for (let at = 2; taken.has(name); at++) name = `${start} (${at})`
    taken.add(name)
    return name
  })
}

/** A mapping that does not fit the file. */
export type MappingProblem = { column: string; problem: 'unknown_column' | 'shared_column' }

/** The readers of a mapping by the place of the column. A column with two fields would be lost in one of them. */
const readersByPlace = (mapping: Mapping, names: string[]): Map<number, Reader> | MappingProblem => {
  const places = new Map(names.map((name, index) => [name.toLowerCase(), index]))
  const found = new Map<number, Reader>()
  for (const field of mappedFields as MappedField[]) {
    for (const column of [mapping[field] ?? []].flat()) {
      const place = places.get(column.trim().toLowerCase())
      if (place === undefined) return { column, problem: 'unknown_column' }
      if (found.has(place)) return { column, problem: 'shared_column' }
      found.set(place, mappingReaders[field])
    }
  }
  return found
}

/** Of two columns with one name the first is read, and the second becomes an own field. */
const readersByName = (readers: Readers, header: readonly string[]): Map<number, Reader> => {
  const found = new Map<number, Reader>()
  const taken = new Set<string>()
  for (const [index, text] of header.entries()) {
    const name = text.trim().toLowerCase()
    const reader = Object.hasOwn(readers, name) && !taken.has(name) ? readers[name] : undefined
    taken.add(name)
    if (reader) found.set(index, reader)
  }
  return found
}

function* cellsOf({ rows }: Table, index: number): Generator<string> {
  for (const { cells } of rows) yield cells[index] ?? ''
}

const ambiguousIn = (column: string, cells: string[]): AmbiguousDates | undefined =>
  cells.length === 0
    ? undefined
    : { column, examples: [...new Set(cells)].slice(0, maxDateExamples), count: cells.length }

/** @returns how each column is read; or the problem of the mapping */
export const readColumns = (input: Input): ColumnUse[] | MappingProblem => {
  const { table, readers, mapping, isIgnored, dateOrder, now } = input
  const names = uniqueNames(table.header)
  const byPlace = mapping ? readersByPlace(mapping, names) : readersByName(readers ?? {}, table.header)
  if ('column' in byPlace) return byPlace
  return names.map((name, index) => {
    const reader = byPlace.get(index)
    const { order, ambiguous } = reader?.hasDates
      ? orderOf(cellsOf(table, index))
      : { order: undefined, ambiguous: [] }
    return {
      column: { name, order: order ?? dateOrder, now },
      reader,
      isIgnored: isIgnored(index),
      report: { column: name, field: reader?.to ?? null },
      ambiguous: dateOrder === undefined ? ambiguousIn(name, ambiguous) : undefined,
    }
  })
}
