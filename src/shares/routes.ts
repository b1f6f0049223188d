import { asCaller } from '../auth/live-caller.ts'
import { requireUser } from '../auth/require-user.ts'
import { noneMatchFails } from '../http/conditional.ts'
import { factory } from '../http/env.ts'
import { logEvent } from '../http/log.ts'
import { limitBursts } from '../http/rate-limit.ts'
import { readUserAgent } from '../http/user-agent.ts'
import { validate } from '../http/validate.ts'
import { validateBody } from '../http/validate-body.ts'
import { shareHeaders, tagOf } from './caching.ts'
import { shareChangeContract, shareContract, sharedBooksContract, sharedFeedContract } from './contract.ts'
import { feedOf } from './feed.ts'
import { feedBooks } from './limits.ts'
import { readShelf } from './read-shelf.ts'
import { pageQuery, presentShare, shareInput, shareParameters } from './schema.ts'
import { presentSharedBook } from './shared-book.ts'
import { selectShare, shareChange } from './statements.ts'

/** The settings, for their owner. */
export const shareSettings = factory
  .createApp()

  .get('/share', shareContract, requireUser, async (c) => {
    const { share } = await asCaller(c.var, { share: selectShare(c.var.caller.userId) })
    return c.var.respond(200, presentShare(share[0], c.var.config.publicUrl))
  })

  .put('/share', shareChangeContract, requireUser, validateBody({ json: shareInput }), async (c) => {
    const { caller, config, requestId } = c.var
    const input = c.req.valid('json')
    const { saved } = await asCaller(c.var, shareChange(caller, input, readUserAgent(c)))
    logEvent('info', 'share_changed', { requestId, userId: caller.userId, isEnabled: input.enabled })
    return c.var.respond(200, presentShare(saved[0], config.publicUrl))
  })

const limitVisits = limitBursts('SHARE_LIMIT')
const validKey = validate('param', shareParameters, 'share_not_found')

/** A shelf for visitors. Only the key gives access. */
export const shares = factory
  .createApp()

  .get('/:key', sharedBooksContract, limitVisits, validKey, validate('query', pageQuery), async (c) => {
    const { key } = c.req.valid('param')
    const { rows, next } = await readShelf(c, key, c.req.valid('query'))
    const books = rows.map((row) => presentSharedBook(row, c.var.config.publicUrl))
    const headers = shareHeaders(await tagOf(key, JSON.stringify([books, next])))
    if (noneMatchFails(c.req.header('If-None-Match'), headers.ETag)) return c.var.respond(304, headers)
    return c.var.respond(200, books, next, headers)
  })

  .get('/:key/feed.xml', sharedFeedContract, limitVisits, validKey, async (c) => {
    const { key } = c.req.valid('param')
    const shelf = await readShelf(c, key, { limit: feedBooks })
    const feed = await feedOf(shelf, c.var.config.publicUrl)
    const headers = shareHeaders(await tagOf(key, feed))
    if (noneMatchFails(c.req.header('If-None-Match'), headers.ETag)) return c.var.respond(304, headers)
    return c.var.respond(200, feed, { ...headers, 'Content-Type': 'application/atom+xml; charset=utf-8' })
  })
