/** A byte (0–255), a Latin-1 string or an array of bytes. */
export type Part = number | string | Uint8Array

/** Joins parts to one array. */
export const join = (...parts: Part[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    parts.flatMap((part) => {
      if (typeof part === 'number') return [part]
      return typeof part === 'string' ? Array.from(part, (char) => char.charCodeAt(0)) : [...part]
    }),
  )

/** @returns `value` in `size` bytes, the lowest one first */
export const littleEndian = (value: number, size: number): Uint8Array =>
  Uint8Array.from({ length: size }, (_, index) => Math.floor(value / 256 ** index))

/** @returns `value` in `size` bytes, the highest one first */
export const bigEndian = (value: number, size: number): Uint8Array => littleEndian(value, size).reverse()
