export interface ByteRange {
  offset: number
  length: number
}

const single = /^bytes=(?<first>\d{0,15})-(?<last>\d{0,15})$/i

/**
 * R2 does not report a range outside the file, so this function does (RFC 9110, section 14).
 * @param size of the file, in bytes
 * @returns the range; 'unsatisfiable' when it lies outside the file; undefined when the header must be ignored: it is
 *   absent, malformed, or names several ranges
 */
export const parseRange = (
  header: string | undefined,
  size: number,
): ByteRange | 'unsatisfiable' | undefined => {
  const { first, last } = single.exec(header ?? '')?.groups ?? {}
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'unsatisfiable' : { offset: size - length, length }
  }
  const offset = Number(first)
  if (last !== '' && Number(last) < offset) return undefined
  if (offset >= size) return 'unsatisfiable'
  const end = last === '' ? size : Math.min(Number(last) + 1, size)
  return { offset, length: end - offset }
}
