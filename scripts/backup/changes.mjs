import { retry } from './retry.mjs'

/**
 * Makes every program that follows the changes of a library read it whole again: the numbers of changes after the backup
 * are given out a second time.
 * @param {D1Database} db @param {Date} now
 */
export const restartFollowers = (db, now) =>
  retry(() => db.prepare('update users set changes_from = ?').bind(now.getTime()).run())
