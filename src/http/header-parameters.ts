/** The value of a header such as `form-data; name=title`. */
export interface ParameterizedValue {
  /** The part before the parameters, in lower case. */
  value: string
  /** By name in lower case. */
  parameters: Map<string, string>
}

const start = /^[ \t]*([^\s;"]+)[ \t]*/
// More than a token without quotes: clients send `boundary=a/b=c`, which has only one reading.
const parameter = /;[ \t]*(?:([!#$%&'*+.^_`|~\w-]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))[ \t]*)?/y

// Only these two: file names of Windows have other backslashes, which clients do not escape.
const unquote = (quoted: string): string => quoted.replace(/\\(["\\])/g, '$1')

/**
 * Parameters may come in any order, their names in any case, their values with quotes or without (RFC 9110, section 5.6.6;
 * RFC 2183, section 2). Takes time linear in the length of `header`.
 * @returns undefined for a malformed header, or for one that names a parameter twice: two parsers might read it differently
 */
export const parseParameters = (header: string): ParameterizedValue | undefined => {
  const [matched = '', value] = start.exec(header) ?? []
  if (value === undefined) return undefined
  const parameters = new Map<string, string>()
  for (let position = matched.length; position < header.length; position = parameter.lastIndex) {
    parameter.lastIndex = position
    const match = parameter.exec(header)
    if (!match) return undefined
    const [, name, quoted, token = ''] = match
    if (name === undefined) continue
    const key = name.toLowerCase()
    if (parameters.has(key)) return undefined
    parameters.set(key, quoted === undefined ? token : unquote(quoted))
  }
  return { value: value.toLowerCase(), parameters }
}

/** @returns the text of a parameter such as `name*=utf-8''r%C3%A9sum%C3%A9` (RFC 8187), if it is valid UTF-8 */
export const decodeExtended = (value: string): string | undefined => {
  const encoded = /^utf-8'[^']*'(?<text>[^']*)$/i.exec(value)?.groups?.text
  if (encoded === undefined) return undefined
  try {
    return decodeURIComponent(encoded)
  } catch {
    return undefined
  }
}
