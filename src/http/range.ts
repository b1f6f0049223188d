export interface ByteRange {
  offset: number
  length: number
}

const single = /^bytes=(?<first>\d{0,15})-(?<last>\d{0,15})$/i

/**
 * R2 says nothing of a range that a file does not have, so it is worked out here (RFC 9110, section 14).
 * @param size of the file, in bytes
 * @returns the range; 'unsatisfiable' when the file does not have it; undefined when the header is to be ignored:
 *   absent, not understood, or several ranges at once
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
