import { readJson, requireMediaType } from '../http/body.ts'
import { clientNetwork } from '../http/client-network.ts'
import { factory, type RequestContext } from '../http/env.ts'
import { logEvent, loggableOrigin, loggableWord } from '../http/log.ts'
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

/** @returns the first part of the path of a page: the rest may be the key of a cover or of a share */
const pageOf = (url: string) => {
  const [, first = ''] = URL.canParse(url) ? new URL(url).pathname.split('/') : []
  return first === '' ? '/' : `/${loggableWord(first)}`
}

const logViolation = ({ var: { requestId } }: RequestContext, { body }: Violation) =>
  logEvent('warn', 'policy_violated', {
    requestId,
    directive: loggableWord(body.effectiveDirective),
    page: pageOf(body.documentURL),
    blocked: loggableOrigin(body.blockedURL),
  })

export const policyReports = factory
  .createApp()

  .post('/', reportContract, limitReports, acceptReports, async (c) => {
    for (const report of parseInput(reports, await readJson(c))) {
      if (isViolation(report)) logViolation(c, report)
    }
    return c.var.respond(204)
  })
