import { advice } from './advice.mjs'
import { droppedIndex, isDropOnly } from './drop-only.mjs'
import { nameOf, statementsOf } from './statements.mjs'

/** The cascades of 0000_init, which existed before this rule: none of its parents is ever dropped. */
const withCascades = ['0000_init']

const changesOtherRows = /\bON (DELETE|UPDATE) (CASCADE|SET NULL|SET DEFAULT)\b/

const createTable = /^CREATE TABLE (?:IF NOT EXISTS )?(\S+) \(/
const createIndex = /^CREATE (UNIQUE )?INDEX (?:IF NOT EXISTS )?(\S+) ON (\S+) \( (.*?) \)/
const addColumn = /^ALTER TABLE (\S+) ADD (?:COLUMN )?(\S+) ?(.*)$/
// A literal, alone or with a sign. SQLite rejects every other default when the table has rows.
const literalDefault = /\bDEFAULT (?:[-+] )?(?:'…'|[\d.]\S*|TRUE|FALSE|NULL)(?= |$)/

/** Statements that a migration must not have. The first that matches says why. */
const others = [
  [/^DROP TABLE (?:IF EXISTS )?(\S+)$/, (name) => [`drops the table ${name}`, advice.dropTable]],
  [/^ALTER TABLE (\S+) DROP /, (name) => [`drops a column of ${name}`, advice.dropColumn]],
  [/^ALTER TABLE (\S+) RENAME /, (name) => [`renames ${name} or a column of it`, advice.rename]],
  [
    /^(?:INSERT|REPLACE|UPDATE|DELETE|WITH)\b.*?(`\S+`|$)/,
    (name) => [`writes rows${name && ` of ${name}`}`, advice.rows],
  ],
]

const columnProblems = (table, column, rest) => {
  const what = `adds the column ${column} to ${table}`
  const hasDefault = /\bDEFAULT\b/.test(rest)
  const isEmpty = !hasDefault || /\bDEFAULT NULL\b/.test(rest)
  if (hasDefault && !literalDefault.test(rest))
    return [[`${what} with a computed default`, advice.computedDefault]]
  if (isEmpty && /\bNOT NULL\b/.test(rest)) return [[`${what} as NOT NULL without a default`, advice.notNull]]
  if (!isEmpty && /\bREFERENCES\b/.test(rest))
    return [[`${what} as a reference with a default`, advice.referenceWithDefault]]
  return []
}

const problemsOfStatement = (sql, here, state) => {
  const table = createTable.exec(sql)
  if (table) {
    here.tables.add(nameOf(table[1]))
    return []
  }
  const column = addColumn.exec(sql)
  if (column) {
    const [name, added] = column.slice(1, 3).map(nameOf)
    if (!/\bDEFAULT\b/.test(column[3])) here.emptyColumns.add(`${name}.${added}`)
    return columnProblems(name, added, column[3])
  }
  const index = createIndex.exec(sql)
  if (index) return indexProblems(index, here, state)
  const dropped = droppedIndex(sql)
  if (dropped) return dropProblems(dropped, here, state)
  for (const [pattern, problem] of others) {
    const match = pattern.exec(sql)
    if (match) return [problem(nameOf(match[1]))]
  }
  return [[`has a statement that adds nothing: ${sql.slice(0, 60)}`, advice.other]]
}

/** Rows that differ in some of the columns differ in all of them. */
const isWider = (wide, narrow) => narrow.columns.every((column) => wide.columns.includes(column))

/** A partial index says nothing of the rows that it leaves out. */
const wholeIndexes = ({ uniqueIndexes }) => [...uniqueIndexes.values()].filter(({ isWhole }) => isWhole)

const indexProblems = (match, here, state) => {
  const [whole, unique, indexName, table, columns] = match
  const [name, on] = [nameOf(indexName), nameOf(table)]
  if (state.droppedLast.has(name))
    return [[`creates the index ${name}, which a migration before it drops`, advice.reusedIndex]]
  if (!unique) return []
  const named = columns.split(' , ').map((column) => `${on}.${nameOf(column)}`)
  const index = { columns: named, isWhole: match.input === whole }
  const isOfNew = here.tables.has(on) || named.some((column) => here.emptyColumns.has(column))
  const isImplied = wholeIndexes(state).some((narrow) => isWider(index, narrow))
  state.uniqueIndexes.set(name, index)
  if (isOfNew || isImplied) return []
  return [[`adds the unique index ${name} to ${on}, which may have rows`, advice.uniqueIndex]]
}

const dropProblems = (name, here, state) => {
  if (here.isDropOnly) state.droppedLast.add(name)
  const index = state.uniqueIndexes.get(name)
  if (!index) return []
  state.uniqueIndexes.delete(name)
  const what = `drops the unique index ${name}`
  if (!here.isDropOnly) return [[`${what} among other statements`, advice.dropAmongOthers]]
  const isReplaced = wholeIndexes(state).some((wide) => isWider(wide, index))
  return isReplaced ? [] : [[`${what}, and no wider one is left`, advice.dropUniqueIndex]]
}

/** drizzle-kit builds `__new_x`, copies the rows, drops `x` and renames: one problem, not one for each statement. */
const rebuiltTable = /^CREATE TABLE `__new_(\S+)`/
const isOfRebuild = (sql, name) => new RegExp(`\`(__new_)?${name}\`|^PRAGMA`).test(sql)

const problemsOfMigration = ({ tag, sql }, state) => {
  const statements = statementsOf(sql).map((tokens) => tokens.join(' '))
  const rebuilt = statements.flatMap((one) => rebuiltTable.exec(one)?.[1] ?? [])
  const rest = statements.filter((one) => !rebuilt.some((name) => isOfRebuild(one, name)))
  const here = { tables: new Set(), emptyColumns: new Set(), isDropOnly: isDropOnly(sql) }
  const cascades = withCascades.includes(tag) ? [] : rest.filter((one) => changesOtherRows.test(one))
  return [
    ...rebuilt.map((name) => [`rebuilds the table ${name}`, advice.rebuild]),
    ...rest.flatMap((one) => problemsOfStatement(one, here, state)),
    ...cascades.map((one) => [`has a cascade: ${changesOtherRows.exec(one)[0]}`, advice.cascade]),
  ]
}

/**
 * @param {{ tag: string, sql: string }[]} migrations all, in order
 * @returns {string[]} the statements that do more than add, each with what to do instead
 */
export const problemsOfMigrations = (migrations) => {
  // As far as the rules ask for the schema that the migrations before made.
  const state = { uniqueIndexes: new Map(), droppedLast: new Set() }
  return migrations.flatMap((migration) =>
    problemsOfMigration(migration, state).map(
      ([problem, instead]) => `migrations/${migration.tag}.sql ${problem}.\n  ${instead}`,
    ),
  )
}
