import * as z from 'zod'
import { describe } from '../http/marks.ts'

const state = z.enum(['ok', 'failed'])

export const healthReport = z
  .object({
    status: state,
    version: z
      .string()
      .max(100)
      .regex(/^\d+\.\d+\.\d+/),
    checks: z.object({ d1: state, r2: state }),
  })
  .meta({
    id: 'HealthReport',
    examples: [{ status: 'ok', version: '1.0.0', checks: { d1: 'ok', r2: 'ok' } }],
  })

export const checksHealth = describe({
  id: 'checkHealth',
  summary: 'Ask whether the service works',
  description: 'Whether its database and its bucket answer.',
  tag: 'Service',
  answers: {
    200: { message: 'Up and running.', data: healthReport, headers: ['X-D1-Bookmark'] },
    503: {
      message: 'Out of order.',
      data: healthReport,
      headers: ['X-D1-Bookmark'],
      failure: 'service_unavailable',
    },
  },
})
