import * as z from 'zod'
import { contract } from '../http/contract.ts'

const document = z
  .looseObject({
    openapi: z.literal('3.1.1').describe('The version of OpenAPI.'),
    info: z.looseObject({}).describe('The service.'),
    paths: z.looseObject({}).describe('The operations, by path.'),
  })
  .describe('An OpenAPI document.')

export const documentContract = contract({
  id: 'readDocument',
  summary: 'Read this document',
  tag: 'Service',
  responses: {
    200: { message: 'The document.', content: { 'application/json': document }, headers: ['Cache-Control'] },
  },
})
