import { retry } from './retry.mjs'
import { quoted } from './tables.mjs'

// A list of values is one parameter, which D1 limits to 2 MB.
const valuesPerQuery = 5000

const keyText = (values) => JSON.stringify(values)

/**
 * @param {D1Database} db @param {{ parent: string, parentColumns: string[] }} place
 * @param {unknown[][]} wanted values of these columns
 * @returns {Promise<Set<string>>} those that the table has, each as JSON
 */
export const findExisting = async (db, { parent, parentColumns }, wanted) => {
  const found = new Set()
  const fields = parentColumns.map((column) => `parent.${quoted(column)}`).join(', ')
  const on = parentColumns.map((column, at) => `parent.${quoted(column)} = value ->> ${at}`).join(' and ')
  // CROSS JOIN fixes the order: a lookup in the parent for each value.
  const query = `select ${fields} from json_each(?) cross join ${quoted(parent)} as parent where ${on}`
  for (let at = 0; at < wanted.length; at += valuesPerQuery) {
    const some = JSON.stringify(wanted.slice(at, at + valuesPerQuery))
    const { results } = await retry(() => db.prepare(query).bind(some).all())
    for (const row of results) found.add(keyText(parentColumns.map((column) => row[column])))
  }
  return found
}

/** A reference with a null in it refers to nothing on purpose. */
const referenceOf = (row, { columns }) => {
  const values = columns.map((column) => row[column])
  return values.includes(null) ? undefined : values
}

const unique = (lists) => [...new Map(lists.map((values) => [keyText(values), values])).values()]

/**
 * Decides which rows of a part are restored: not the account of an erased reader or a row that refers to it, and not a
 * row whose parent the database lacks.
 * @param {D1Database} db parents are already restored
 * @param {Map<string, Set<string>>} erased keys of rows that were left out for erased accounts, by table; adds to it
 * @returns {Promise<{ kept: object[], erased: object[], orphans: object[] }>}
 */
export const sortRows = async (db, table, rows, erased) => {
  const erasedHere = erased.get(table.name) ?? new Set()
  erased.set(table.name, erasedHere)
  const parents = await Promise.all(
    table.references.map(async (reference) => {
      const wanted = unique(rows.map((row) => referenceOf(row, reference)).filter((values) => values))
      return { reference, found: await findExisting(db, reference, wanted) }
    }),
  )
  const refersTo = (row, { reference }, keys) => {
    const values = referenceOf(row, reference)
    return values !== undefined && keys.has(keyText(values))
  }
  const sorted = { kept: [], erased: [], orphans: [] }
  for (const row of rows) {
    const key = keyText(table.key.map((column) => row[column]))
    const isErased =
      erasedHere.has(key) ||
      parents.some((one) => refersTo(row, one, erased.get(one.reference.parent) ?? new Set()))
    const isOrphan = parents.some(
      (one) => referenceOf(row, one.reference) !== undefined && !refersTo(row, one, one.found),
    )
    if (isErased) erasedHere.add(key)
    sorted[isErased ? 'erased' : isOrphan ? 'orphans' : 'kept'].push(row)
  }
  return sorted
}
