const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

// In text that JSON.parse took, whatever matches is a whole token: a string, or a mark of structure.
const token = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g

/**
 * Whether an object in `text` has the same member twice. `JSON.parse` keeps the last one, other parsers the first:
 * a body that two readers understand differently must not pass (RFC 8259, section 4).
 * @param text valid JSON
 */
const hasRepeatedMember = (text: string): boolean => {
  const open: Set<unknown>[] = []
  let lastString = ''
  for (const [match] of text.matchAll(token)) {
    if (match === '{' || match === '[') open.push(new Set())
    else if (match === '}' || match === ']') open.pop()
    else if (match !== ':') lastString = match
    else {
      const members = open.at(-1)
      const name = JSON.parse(lastString)
      if (members?.has(name)) return true
      members?.add(name)
    }
  }
  return false
}

/**
 * @param bytes a JSON document in UTF-8, without a byte order mark (RFC 8259, section 8.1)
 * @returns its value, or undefined when it is not JSON that everybody reads alike: broken UTF-8 or syntax, or an
 *   object with the same member twice
 */
export const parseJson = (bytes: ArrayBuffer): { value: unknown } | undefined => {
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
