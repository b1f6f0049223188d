import * as z from 'zod'
import { contract } from '../http/contract.ts'

const state = (description: string) => z.enum(['ok', 'failed']).describe(description)

const healthReport = z
  .object({
    status: state('Whether the service works.'),
    version: z
      .string()
      .max(100)
      .regex(/^\d+\.\d+\.\d+/)
      .describe('The version of the service.'),
    deployment: z
      .string()
      .max(100)
      .describe('The id of the deployed version of the Worker, as Cloudflare lists it.'),
    checks: z
      .object({ d1: state('The database.'), r2: state('The bucket of covers.') })
      .describe('The parts of the service.'),
  })
  .meta({
    id: 'HealthReport',
    examples: [
      {
        status: 'ok',
        version: '1.0.0',
        deployment: '8f1d2a54-6a38-4c5b-9d0e-0c7b5f3f6e21',
        checks: { d1: 'ok', r2: 'ok' },
      },
    ],
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
