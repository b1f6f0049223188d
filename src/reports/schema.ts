import * as z from 'zod'
import { maxReports, maxReportTextLength } from './limits.ts'

const reportedText = z.string().max(maxReportTextLength)

/** A violation of the content policy, as a browser reports it. Browsers add members of their own. */
const violation = z.looseObject({
  type: z.literal('csp-violation').describe('The kind of report.'),
  body: z
    .looseObject({
      documentURL: reportedText.describe('The page.'),
      effectiveDirective: reportedText.describe('The directive that was violated.'),
      blockedURL: reportedText.describe('The address that was blocked, or a word such as `inline`.'),
    })
    .describe('The violation.'),
})

/** The Reporting API has other kinds of reports, which are not read. */
const otherReport = z.looseObject({ type: z.string().max(100).describe('The kind of report.') })

export const reports = z
  .array(z.union([violation, otherReport]))
  .max(maxReports)
  .meta({
    description: 'The reports.',
    examples: [
      [
        {
          type: 'csp-violation',
          body: {
            documentURL: 'https://books.example/',
            effectiveDirective: 'script-src-elem',
            blockedURL: 'https://evil.example/a.js',
          },
        },
      ],
    ],
  })

type Report = z.output<typeof reports>[number]
export type Violation = z.output<typeof violation>

export const isViolation = (report: Report): report is Violation => violation.safeParse(report).success
