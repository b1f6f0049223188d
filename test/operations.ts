import { app } from '../src/app.ts'

export interface Operation {
  method: string
  /** As the app names it, with `:parameters`. */
  path: string
}

export const nameOf = ({ method, path }: Operation): string => `${method} ${path}`

/** The operations of the service: each route once, however many handlers it has, without middleware. */
export const operations: Operation[] = [
  ...new Map(
    app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => [nameOf({ method, path }), { method, path }]),
  ).values(),
]

/** A document that an e-reader reports. */
export const exampleDocument = '0b229176d4e8db7f6d2b5a4952368d7a'

const exampleOf: Record<string, string> = {
  key: 'A'.repeat(22),
  file: 'cover.webp',
  source: 'open_library',
  seal: 'A'.repeat(48),
  document: exampleDocument,
}

/** @returns `path` with a possible value for each parameter */
export const examplePath = (path: string): string =>
  path.replace(/:(\w+)/g, (_, name) => exampleOf[name] ?? '0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b')
