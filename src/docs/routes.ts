import type { RouterRoute } from 'hono/types'
import { factory } from '../http/env.ts'
import { documentOf } from '../openapi/document.ts'
import { documentContract } from './contract.ts'

/** @param routes of the whole app, called after the app is complete */
export const documentation = (routes: () => readonly RouterRoute[]) => {
  let document: string | undefined
  return factory.createApp().get('/openapi.json', documentContract, (c) => {
    document ??= JSON.stringify(documentOf(routes()))
    return c.var.respond(200, document, {
      'Content-Type': 'application/json',
      'Cache-Control': 'public, max-age=300',
    })
  })
}
