import type * as z from 'zod'
import type { Draft } from './found-book.ts'
import type { Hosts } from './hosts.ts'
import type { Budget } from './statements.ts'

/** The providers, the first one first. */
export const sources = ['open_library', 'google_books'] as const
export type Source = (typeof sources)[number]

/** A provider has a server for data and a server for pictures. */
export interface Server {
  /** In D1 and in the log. */
  name: string
  hosts: Hosts
  budget: Budget
  secretHeaders?: Record<string, string>
}

export type Query = { kind: 'isbn'; isbn: string } | { kind: 'text'; text: string }

/**
 * Asks the server with data.
 * @returns its JSON, checked
 * @throws ProviderFailure
 */
export type Ask = <S extends z.ZodType>(url: URL, schema: S) => Promise<z.output<S>>

/** Where book data comes from. */
export interface Provider {
  source: Source
  data: Server
  pictures: Server
  /** The form of the ids of covers. */
  coverId: RegExp
  /** @returns the books that the provider knows, best first; none if it knows no such book */
  find: (ask: Ask, query: Query) => Promise<Draft[]>
  previewUrl: (coverId: string) => URL
  /** @returns the address of the largest picture; undefined if there is none */
  coverUrl: (ask: Ask, coverId: string) => Promise<URL | undefined>
}

/** @returns an https URL with these parameters */
export const urlOf = (address: string, parameters: Record<string, string>): URL => {
  const url = new URL(address)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url
}
