import { requireScope } from '../../auth/require-scope.ts'
import { factory } from '../../http/env.ts'
import { validate } from '../../http/validate.ts'
import { changesContract } from './contract.ts'
import { changesQuery } from './cursor.ts'
import { readChanges } from './read.ts'

export const bookChanges = factory
  .createApp()

  .get(
    '/changes',
    changesContract,
    requireScope('books:read'),
    validate('query', changesQuery),
    async (c) => {
      const { changes, next } = await readChanges(c.var, c.req.valid('query').since)
      return c.var.respond(200, changes, next)
    },
  )
