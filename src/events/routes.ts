import { asCaller } from '../auth/live-caller.ts'
import { requireUser } from '../auth/require-user.ts'
import { factory } from '../http/env.ts'
import { decodeCursor, pageOf } from '../http/pagination.ts'
import { validate } from '../http/validate.ts'
import { eventListContract } from './contract.ts'
import { eventPosition, pageQuery, positionOf, presentEvents } from './schema.ts'
import { selectEvents } from './statements.ts'

export const events = factory
  .createApp()

  .get('/security-events', eventListContract, requireUser, validate('query', pageQuery), async (c) => {
    const { limit, cursor } = c.req.valid('query')
    const after = cursor === undefined ? undefined : decodeCursor(cursor, eventPosition)
    const page = { after, limit: limit + 1 }
    const { found } = await asCaller(c.var, { found: selectEvents(c.var.caller.userId, page) })
    const { rows, next } = pageOf(found, limit, positionOf)
    return c.var.respond(200, presentEvents(rows), next)
  })
