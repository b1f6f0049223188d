import { expect } from 'vitest'
import { api, dataOf, type Session } from '../support/client.ts'
import { hide } from '../support/logs.ts'
import { signedIn } from '../support/makers.ts'

/** The settings of a share that shows everything. */
export const shown = { enabled: true, include_reviews: true, include_ratings: true }

interface Settings {
  enabled: boolean
  url: string | null
  json_url: string | null
  feed_url: string | null
  display_name: string | null
  include_reviews: boolean
  include_ratings: boolean
  tag: string | null
}

/** @returns the settings after this change */
export const putShare = async (as: Session, settings: object = {}): Promise<Settings> => {
  const response = await api.put('/users/share', { as, body: { ...shown, ...settings } })
  expect(response.status).toBe(200)
  return dataOf(response)
}

/** @returns the key of a share, by default that of a new reader */
export const sharedKey = async (settings: object = {}, as?: Session): Promise<string> => {
  const { url } = await putShare(as ?? (await signedIn()), settings)
  const key = url?.split('/').at(-1) ?? ''
  hide(key)
  return key
}

/** @returns the page of a shelf for visitors, as a browser asks for it */
export const visit = (key: string, query = '', headers: Record<string, string> = {}): Promise<Response> =>
  api.get(`/s/${key}${query}`, { headers })

/** The three representations of a share. */
export const paths = (key: string): string[] => [`/shares/${key}`, `/shares/${key}/feed.xml`, `/s/${key}`]

export const statusesOf = (key: string): Promise<number[]> =>
  Promise.all(paths(key).map(async (path) => (await api.get(path)).status))

/** @returns the page of a shelf, and its text */
export const pageOf = async (key: string, query = '', headers: Record<string, string> = {}) => {
  const response = await visit(key, query, headers)
  return { response, html: await response.text() }
}
