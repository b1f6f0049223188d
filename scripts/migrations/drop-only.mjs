import { nameOf, statementsOf } from './statements.mjs'

const dropIndex = /^DROP INDEX (?:IF EXISTS )?(\S+)$/

/** @param {string} statement its tokens, with spaces between @returns {string | undefined} the index that it drops */
export const droppedIndex = (statement) => {
  const [, name] = dropIndex.exec(statement) ?? []
  return name && nameOf(name)
}

/**
 * Statements of the version in service may need an index: `ON CONFLICT` names the columns of a unique one. So the deploy
 * applies a migration that only drops indexes when the new version responds, and every other one before its upload.
 * @param {string} sql of a migration @returns {boolean}
 */
export const isDropOnly = (sql) => {
  const statements = statementsOf(sql).map((tokens) => tokens.join(' '))
  return statements.length > 0 && statements.every((one) => droppedIndex(one) !== undefined)
}
