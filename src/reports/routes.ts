import { readJson, requireMediaType } from '../http/body.ts'
import { clientNetwork } from '../http/client-network.ts'
import { factory, type RequestContext } from '../http/env.ts'
import { logEvent } from '../http/log.ts'
import { marked } from '../http/marks.ts'
import { limitBursts } from '../http/rate-limit.ts'
import { parseInput } from '../http/validate.ts'
import { reportContract } from './contract.ts'
import { isViolation, reports, type Violation } from './schema.ts'

const reportType = 'application/reports+json'

// A counter of its own in the limit of sign-ups, which is as strict.
const limitReports = limitBursts('SIGN_UP_LIMIT', (c) => `reports ${clientNetwork(c)}`)

const acceptReports = marked(
  factory.createMiddleware((c, next) => {
    requireMediaType(c, [reportType])
    return next()
  }),
  {
    inputs: [{ target: 'json', schema: reports, mediaType: reportType }],
    errors: [
      'unsupported_media_type',
      'payload_too_large',
      'malformed_json',
      'invalid_request',
      'invalid_input',
    ],
  },
)

/** Without the rest of the address, which may contain a token. @returns a word such as `inline` as it is */
const originOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : url.slice(0, 20))
const pathOf = (url: string) => (URL.canParse(url) ? new URL(url).pathname.slice(0, 100) : '')

const logViolation = ({ var: { requestId } }: RequestContext, { body }: Violation) =>
  logEvent('warn', 'policy_violated', {
    requestId,
    directive: body.effectiveDirective.slice(0, 50),
    page: pathOf(body.documentURL),
    blocked: originOf(body.blockedURL),
  })

export const policyReports = factory
  .createApp()

  .post('/', reportContract, limitReports, acceptReports, async (c) => {
    for (const report of parseInput(reports, await readJson(c))) {
      if (isViolation(report)) logViolation(c, report)
    }
    return c.var.respond(204)
  })
