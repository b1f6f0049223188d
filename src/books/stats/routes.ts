import { asCaller } from '../../auth/live-caller.ts'
import { requireScope } from '../../auth/require-scope.ts'
import { factory } from '../../http/env.ts'
import { limitBursts } from '../../http/rate-limit.ts'
import { validate } from '../../http/validate.ts'
import { statsContract } from './contract.ts'
import { statsQuery } from './schema.ts'
import { selectFinished } from './statements.ts'
import { statsOf } from './stats.ts'

// Reads the whole library.
const limitWalks = limitBursts('SEARCH_LIMIT', (c) => c.var.limitKey)

export const bookStats = factory
  .createApp()

  .get(
    '/stats',
    statsContract,
    requireScope('books:read'),
    limitWalks,
    validate('query', statsQuery),
    async (c) => {
      const { year } = c.req.valid('query')
      const { rows } = await asCaller(c.var, { rows: selectFinished(c.var.caller, year) })
      return c.var.respond(200, statsOf(rows, year))
    },
  )
