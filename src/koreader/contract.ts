import { contract } from '../http/contract.ts'
import { authorized, healthState, presentedProgress, received, registered } from './schema.ts'

const tag = 'E-readers'
const headers = ['X-D1-Bookmark'] as const
const isForDevices = 'For KOReader: a plain body, and errors with a number in `code` besides.'

export const registrationContract = contract({
  id: 'registerDevice',
  summary: 'Check a key, as KOReader registers',
  description: `Makes no account: the user name is the email of an account, the password its API key. ${isForDevices}`,
  tag,
  security: ['none'],
  responses: { 201: { message: 'The key is live.', content: { 'application/json': registered }, headers } },
  errors: ['no_device_registration', 'service_unavailable'],
})

export const authorizationContract = contract({
  id: 'authorizeDevice',
  summary: 'Check a key, as KOReader signs in',
  description: isForDevices,
  tag,
  responses: { 200: { message: 'The key is live.', content: { 'application/json': authorized } } },
})

export const reportContract = contract({
  id: 'reportProgress',
  summary: 'Report how far a document was read',
  description:
    'The last report counts. If the document is tied to a book, the report starts the book, moves it on, and finishes it; ' +
    `not if the owner has read it or given it up. ${isForDevices}`,
  tag,
  responses: { 200: { message: 'The report was stored.', content: { 'application/json': received } } },
  errors: ['quota_exceeded'],
})

export const progressContract = contract({
  id: 'readProgress',
  summary: 'Read how far a document was read',
  description: `The last report of any device of the reader; an empty object if there is none. ${isForDevices}`,
  tag,
  responses: { 200: { message: 'The last report.', content: { 'application/json': presentedProgress } } },
})

export const deviceHealthContract = contract({
  id: 'readDeviceHealth',
  summary: 'Check that the service responds to e-readers',
  description: 'Reads no database: see `GET /health`.',
  tag,
  security: ['none'],
  responses: { 200: { message: 'It responds.', content: { 'application/json': healthState } } },
})
