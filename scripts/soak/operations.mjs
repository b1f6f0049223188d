import * as accounts from './operations/accounts.mjs'
import * as batches from './operations/batches.mjs'
import * as books from './operations/books.mjs'
import * as imports from './operations/imports.mjs'
import * as reads from './operations/reads.mjs'
import * as sessions from './operations/sessions.mjs'
import { pick } from './random.mjs'

/**
 * Everything that readers do: `plan` decides what to send, `run` sends it and returns the acknowledged effects, `settle`
 * finds out after a restart whether an unanswered write was done.
 */
const operations = [accounts, batches, books, imports, reads, sessions]
  .flatMap((module) => Object.values(module))
  .filter(({ run }) => run !== undefined)

/** Each operation as often as its weight. */
const urn = operations.flatMap((operation) => Array(operation.weight).fill(operation))

/** @returns one operation, by its weight */
export const pickOperation = (random) => pick(random, urn)
