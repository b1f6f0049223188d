import type * as z from 'zod'
import { asCaller } from '../../auth/live-caller.ts'
import { requireScope } from '../../auth/require-scope.ts'
import { factory } from '../../http/env.ts'
import { limitBursts } from '../../http/rate-limit.ts'
import { validate } from '../../http/validate.ts'
import { facetsContract } from './contract.ts'
import { countFacets } from './count.ts'
import { facetNames } from './facets.ts'
import { facetQuery, type presentedFacets } from './schema.ts'
import { selectFacets } from './statements.ts'

// Reads the whole library.
const limitWalks = limitBursts('SEARCH_LIMIT', (c) => c.var.limitKey)

export const bookFacets = factory
  .createApp()

  .get(
    '/facets',
    facetsContract,
    requireScope('books:read'),
    limitWalks,
    validate('query', facetQuery),
    async (c) => {
      const { facet, prefix = '', ...filters } = c.req.valid('query')
      const names = facet ? [facet] : facetNames
      const { rows } = await asCaller(c.var, { rows: selectFacets(c.var.caller, names, filters) })
      const { total, counted } = countFacets(rows, names, prefix)
      return c.var.respond(200, { total, ...counted } as z.output<typeof presentedFacets>)
    },
  )
