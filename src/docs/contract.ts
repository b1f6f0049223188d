import * as z from 'zod'
import { describe } from '../http/marks.ts'

const document = z
  .looseObject({ openapi: z.literal('3.1.1'), info: z.looseObject({}), paths: z.looseObject({}) })
  .describe('An OpenAPI document.')

export const readsDocument = describe({
  id: 'readDocument',
  summary: 'Read this document',
  tag: 'Service',
  answers: { 200: { message: 'The document.', content: { 'application/json': document } } },
})
