import { maxJsonDepth } from './limits.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

// In valid JSON each match is a whole token: a string or a structural character.
const token = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g

/**
 * `JSON.parse` keeps the last of two members with one name, other parsers the first. A body that two parsers read
 * differently must not pass (RFC 8259, section 4).
 * @param text valid JSON
 * @returns whether an object in `text` has two members with the same name
 */
const hasRepeatedMember = (text: string): boolean => {
  // Most objects of a deep body have one member. A Set for each would take 200 times the memory of the body.
  const open: (undefined | string | Set<string>)[] = []
  let lastString = ''
  for (const [match] of text.matchAll(token)) {
    if (match === '{' || match === '[') open.push(undefined)
    else if (match === '}' || match === ']') open.pop()
    else if (match !== ':') lastString = match
    else {
      const members = open.at(-1)
      const name: string = JSON.parse(lastString)
      if (members instanceof Set ? members.has(name) : members === name) return true
      if (members instanceof Set) members.add(name)
      else open[open.length - 1] = members === undefined ? name : new Set([members, name])
    }
  }
  return false
}

const [quote, backslash] = [0x22, 0x5c]
const openings = [0x5b, 0x7b]
const closings = [0x5d, 0x7d]

/** @returns whether lists and objects of a JSON document in UTF-8 are inside each other more often than is allowed */
const isTooDeep = (bytes: Uint8Array): boolean => {
  let depth = 0
  let isInString = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte === quote) isInString = !isInString
    else if (isInString) {
      if (byte === backslash) at++
    } else if (openings.includes(byte)) {
      if (++depth > maxJsonDepth) return true
    } else if (closings.includes(byte)) depth--
  }
  return false
}

/**
 * @param bytes a JSON document in UTF-8, without a byte order mark (RFC 8259, section 8.1)
 * @returns its value; undefined for broken UTF-8 or syntax, for an object with two members of one
 * name, and for more than `maxJsonDepth` levels
 */
export const parseJson = (bytes: ArrayBuffer): { value: unknown } | undefined => {
  if (isTooDeep(new Uint8Array(bytes))) return undefined
  try {
    const text = utf8.decode(bytes)
    const value: unknown = JSON.parse(text)
    return hasRepeatedMember(text) ? undefined : { value }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError)
      return undefined
    throw error
  }
}
