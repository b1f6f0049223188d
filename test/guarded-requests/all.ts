import { request } from '../support/client.ts'
import { insertPasskey } from '../support/factors.ts'
import { newBook, signedIn, signedInAdmin } from '../support/makers.ts'
import { accountUses } from './account.ts'
import { libraryUses } from './library.ts'
import type { Use } from './use.ts'

/** Requests for every guarded route. test/round-trips.matrix.ts fails for a route that is missing. */
export const uses: Use[] = [...accountUses, ...libraryUses]

/** The uses with a title for each test. */
export const titledUses = uses.map((use) => ({ title: [use.route, use.name ?? ''].join(' ').trim(), ...use }))

export const requestOf = async ({ route, path, body, isAdmin = false }: Use) => {
  const session = isAdmin ? await signedInAdmin() : await signedIn()
  if (isAdmin) await insertPasskey(session)
  const book = await newBook(session)
  const [method = '', pattern = ''] = route.split(' ')
  const target = (await path?.(book, session)) ?? pattern
  return { session, toSend: request(method, target, { as: session, body: await body?.(session) }) }
}
