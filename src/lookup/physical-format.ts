import type { formats } from '../db/schema.ts'

type Format = (typeof formats)[number]

const words: [RegExp, Format][] = [
  [/\b(?:audio|audiobook|mp3|cassette|cd)\b/i, 'audiobook'],
  [/\b(?:e-?book|electronic|kindle|epub|pdf)\b/i, 'ebook'],
  [/\b(?:hard ?(?:cover|back)|hard ?bound|library binding)\b/i, 'hardcover'],
  [/\b(?:paper ?back|soft ?(?:cover|back)|pocket ?book)\b/i, 'paperback'],
]

/** @returns the form of an edition as libraries write it, such as "Mass Market Paperback"; undefined for any other */
export const formatOf = (text: string | undefined): Format | undefined =>
  words.find(([word]) => word.test((text ?? '').slice(0, 100)))?.[1]
