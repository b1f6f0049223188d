import { factory } from '../../http/env.ts'
import { ApiError } from '../../http/errors.ts'
import { makeResponse } from '../../http/headers.ts'
import { renderMail } from '../deliver.ts'
import { selectNewestMails } from '../statements.ts'
import { outboxPage } from './page.ts'

const maxShown = 50

// The page has styles and frames without scripts, and no script of its own.
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The mails of a service on a developer's machine. A deployed service has no such page. `.json` is for scripts. */
export const developmentOutbox = factory.createApp().all('/:file{outbox(?:\\.json)?}', async (c) => {
  const { config, db } = c.var
  if (!config.isLocal || !config.mail) throw new ApiError('not_found')
  const { rows } = await db.batch({ rows: selectNewestMails(maxShown) })
  const mails = await Promise.all(
    rows.map(async ({ recipient, sentAt, failures, createdAt, ...row }) => {
      const rendered = await renderMail(config, { recipient, sentAt, failures, createdAt, ...row })
      return { recipient, sentAt, failures, createdAt, template: row.template, ...rendered }
    }),
  )
  if (c.req.param('file') === 'outbox.json')
    return makeResponse(c, JSON.stringify(mails), {
      status: 200,
      headers: { 'Content-Type': 'application/json' },
    })
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy }
  return makeResponse(c, outboxPage(mails), { status: 200, headers })
})
