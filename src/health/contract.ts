import * as z from 'zod'
import { contract } from '../http/contract.ts'

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

export const healthContract = contract({
  id: 'checkHealth',
  summary: 'Check the health of the service',
  description: 'Whether its database and its bucket respond.',
  tag: 'Service',
  responses: {
    200: { message: 'The service works.', data: healthReport, headers: ['X-D1-Bookmark'] },
    503: {
      message: 'The service is temporarily unavailable.',
      data: healthReport,
      headers: ['X-D1-Bookmark'],
      error: 'service_unavailable',
    },
  },
})
