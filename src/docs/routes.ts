import type { RouterRoute } from 'hono/types'
import { factory } from '../http/env.ts'
import { documentOf } from '../openapi/document.ts'
import { readsDocument } from './contract.ts'

/** @param routes of the whole app, asked for once it is complete */
export const documentation = (routes: () => readonly RouterRoute[]) => {
  let document: string | undefined
  return factory.createApp().get('/openapi.json', readsDocument, (c) => {
    document ??= JSON.stringify(documentOf(routes()))
    return c.body(document, 200, {
      'Content-Type': 'application/json',
      'Cache-Control': 'public, max-age=300',
    })
  })
}
