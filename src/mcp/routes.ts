import { requireReadOrWrite } from '../auth/require-scope.ts'
import { factory } from '../http/env.ts'
import { limitBursts } from '../http/rate-limit.ts'
import { mcpContract } from './contract.ts'
import { readBody } from './read-body.ts'
import { requireKnownOrigin } from './require-origin.ts'
import { respondTo } from './respond.ts'

// A search may read the whole library.
const limitCalls = limitBursts('SEARCH_LIMIT', (c) => c.var.limitKey)

// Each tool has its own scope. GET and DELETE are 405: there is no stream to open, and no session to end.
export const mcp = factory
  .createApp()

  .post('/', mcpContract, requireReadOrWrite, requireKnownOrigin, limitCalls, readBody, async (c) => {
    const { status, body } = await respondTo(c, c.var.body)
    if (status === 202) return c.var.respond(202, null, {})
    return c.var.respond(status, JSON.stringify(body), { 'Content-Type': 'application/json' })
  })
