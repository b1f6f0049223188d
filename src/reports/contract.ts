import { contract } from '../http/contract.ts'

export const reportContract = contract({
  id: 'reportViolations',
  summary: 'Report violations of the content policy',
  description:
    'For browsers: the policy of the pages names this address (Reporting API). Each violation is logged.',
  tag: 'Service',
  security: ['none'],
  responses: { 204: { message: 'The reports are logged.' } },
})
