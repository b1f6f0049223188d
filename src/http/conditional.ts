import { ApiError } from './errors.ts'

const entityTag = /(?:W\/)?"[^"]*"/g

const tagList = /^\s*(?:\*|(?:W\/)?"[^"]*"(?:\s*,\s*(?:W\/)?"[^"]*")*)\s*$/

/** @returns the entity tags of an `If-Match` or `If-None-Match` header, or '*' for any */
const parseTags = (header: string): string[] | '*' =>
  header.trim() === '*' ? '*' : (header.match(entityTag) ?? [])

const opaque = (tag: string) => tag.replace(/^W\//, '')

/** @returns whether `If-None-Match` names `etag`, by weak comparison (RFC 9110, section 13.1.2) */
export const noneMatchFails = (header: string | undefined, etag: string): boolean => {
  if (header === undefined) return false
  const tags = parseTags(header)
  return tags === '*' || tags.some((tag) => opaque(tag) === opaque(etag))
}

/**
 * The entity tag of version 7 is `"7"`.
 * @returns the versions that an `If-Match` header allows, or undefined when it allows any. Other tags, for example weak
 *   ones, match no version (RFC 9110, section 13.1.1).
 * @throws ApiError `invalid_input` for a header that is no list of tags, for example a version without quotes
 */
export const matchingVersions = (header: string | undefined): number[] | undefined => {
  if (header === undefined) return undefined
  if (!tagList.test(header)) {
    const message = 'Must be the ETag of the book with its quotes, for example "1", or *.'
    throw new ApiError('invalid_input', { issues: [{ path: 'If-Match', message }] })
  }
  const tags = parseTags(header)
  if (tags === '*') return undefined
  return tags.flatMap((tag) => (/^"[1-9]\d{0,14}"$/.test(tag) ? [Number(tag.slice(1, -1))] : []))
}

export const versionTag = (version: number): string => `"${version}"`

/** The entity tag for other readers, who see a part of the book. It never equals the tag of the owner. */
export const publicVersionTag = (version: number): string => `"${version}-public"`
