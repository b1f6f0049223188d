import { makeZip } from 'client-zip'
import { readCoverFile } from '../../covers/storage.ts'
import type { ExportedBook } from './exported-book.ts'
import { jsonEnd, jsonRow, jsonStart, withCovers } from './json.ts'
import { maxSlugLength, parallelCovers } from './limits.ts'
import { textOf } from './stream.ts'

export interface ExportedCover {
  id: string
  title: string
  coverKey: string
}

/** A name that no program takes for a path: letters and digits of ASCII from the title, and the id of the book. */
export const coverFileName = ({ id, title }: Pick<ExportedCover, 'id' | 'title'>): string => {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z\d]+/g)
  const slug = words?.join('-').slice(0, maxSlugLength)
  return `covers/${slug ? `${slug}-` : ''}${id}.webp`
}

interface Sources {
  covers: AsyncIterable<ExportedCover[]>
  books: AsyncIterable<(ExportedBook & { id: string })[]>
  bucket: R2Bucket
  timeLimitMs: number
  at: Date
  /** The name of the JSON file. */
  name: string
}

async function* filesOf({ covers, books, bucket, timeLimitMs, at, name }: Sources) {
  const names = new Map<string, string>()
  const missing: string[] = []
  for await (const page of covers) {
    for (let from = 0; from < page.length; from += parallelCovers) {
      const some = page.slice(from, from + parallelCovers)
      const read = some.map(({ coverKey }) => readCoverFile(bucket, coverKey, 'cover.webp', timeLimitMs))
      for (const [index, input] of (await Promise.all(read)).entries()) {
        const cover = some[index]
        if (!cover) continue
        if (!input) missing.push(cover.title)
        else {
          const file = coverFileName(cover)
          names.set(cover.id, file)
          yield { name: file, input, lastModified: at }
        }
      }
    }
  }
  // Behind the covers, so that it names those that the ZIP has.
  const row = ({ id, ...book }: ExportedBook & { id: string }, isFirst: boolean) =>
    jsonRow(book, isFirst, names.get(id) ?? null)
  const json = textOf(books, { start: jsonStart(withCovers), row, end: jsonEnd })
  yield { name, input: json, lastModified: at }
  if (missing.length > 0)
    yield { name: 'missing-covers.txt', input: `${missing.join('\n')}\n`, lastModified: at }
}

/** @returns a ZIP as a stream, not compressed: covers are. It breaks off without its directory where a source fails. */
export const zipStream = (sources: Sources): ReadableStream<Uint8Array> => makeZip(filesOf(sources))
