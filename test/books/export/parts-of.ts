import { exports } from 'cloudflare:workers'
import { expect } from 'vitest'
import { origin, request, type Session } from '../../support/client.ts'

export interface ReceivedPart {
  name: string
  bytes: Uint8Array
  text: string
}

/** @returns the path of the next part, as `Link` says it; undefined at the last */
export const nextOf = (response: Response): string | undefined => {
  const link = response.headers.get('Link')
  if (link === null) return undefined
  const [, url] = /^<([^<>]+)>; rel="next"$/.exec(link) ?? []
  expect(url).toMatch(`${origin}/books/export?format=`)
  return url?.slice(origin.length)
}

/** @returns the name of the file */
export const nameOf = (response: Response): string =>
  /^attachment; filename="([\w.-]+)"$/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? ''

/** @returns all parts of an export, in order */
export const partsOf = async (as: Session, format: string): Promise<ReceivedPart[]> => {
  const parts: ReceivedPart[] = []
  let path: string | undefined = `/books/export?format=${format}`
  while (path) {
    // Past the client of the tests, which would check megabytes against the document.
    const response: Response = await exports.default.fetch(request('GET', path, { as }))
    expect(response.status).toBe(200)
    const bytes = await response.bytes()
    parts.push({ name: nameOf(response), bytes, text: new TextDecoder().decode(bytes) })
    path = nextOf(response)
  }
  return parts
}

/** @returns the titles in a part in JSON */
export const titlesOf = (text: string): string[] =>
  JSON.parse(text).books.map(({ title }: { title: string }) => title)
