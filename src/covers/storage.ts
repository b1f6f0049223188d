import { withinLimit } from '../bindings/time-limit.ts'
import { ApiError } from '../http/errors.ts'

export const coverFiles = ['cover.webp', 'thumb.webp', 'shelf.webp'] as const
export type CoverFile = (typeof coverFiles)[number]

/** Covers from before this file have none. `cover.webp` takes its place. */
export const laterCoverFile: CoverFile = 'shelf.webp'

/** The most keys that R2 deletes in one call. */
const maxDeletedKeys = 1000

export const newCoverKey = (): string =>
  crypto.getRandomValues(new Uint8Array(16)).toBase64({ alphabet: 'base64url', omitPadding: true })

/** @returns the name of a file in R2 */
export const objectKey = (key: string, file: CoverFile) => `${key}/${file}`

/** @returns the key of the cover that an object of R2 belongs to; undefined if it is no file of a cover */
export const coverKeyOf = (name: string): string | undefined => {
  const [key, file, ...rest] = name.split('/')
  return coverFiles.some((one) => one === file) && rest.length === 0 ? key : undefined
}

/** @throws ApiError `service_unavailable` when R2 fails */
const asUnavailable = async <T>(operation: Promise<T>): Promise<T> => {
  try {
    return await operation
  } catch (cause) {
    throw new ApiError('service_unavailable', { cause })
  }
}

/** Stores the files of a cover. @throws ApiError `service_unavailable`; some of them may be stored then */
export const putCoverFiles = async (
  bucket: R2Bucket,
  key: string,
  files: Record<CoverFile, ArrayBuffer>,
): Promise<void> => {
  const httpMetadata = { contentType: 'image/webp' }
  const puts = coverFiles.map((file) => bucket.put(objectKey(key, file), files[file], { httpMetadata }))
  // Wait for all before the caller cleans up: a write after the deletion would stay for ever.
  const results = await Promise.allSettled(puts)
  const failure = results.find((result) => result.status === 'rejected')
  if (failure) throw new ApiError('service_unavailable', { cause: failure.reason })
}

/** @returns the bytes of all files of a cover */
export const coverSize = (files: Record<CoverFile, ArrayBuffer>): number =>
  coverFiles.reduce((bytes, file) => bytes + files[file].byteLength, 0)

/** Deletes the files of covers. A missing file is no error. */
export const deleteCoverFiles = async (bucket: R2Bucket, keys: string[]): Promise<void> => {
  const names = keys.flatMap((key) => coverFiles.map((file) => objectKey(key, file)))
  for (let at = 0; at < names.length; at += maxDeletedKeys)
    await asUnavailable(bucket.delete(names.slice(at, at + maxDeletedKeys)))
}

/** @returns the next objects of the bucket, at most 1,000, in the order of their names */
export const listObjects = (bucket: R2Bucket, startAfter: string | undefined) =>
  asUnavailable(bucket.list(startAfter === undefined ? {} : { startAfter }))

/** @returns the size and ETag of a file, without its bytes */
export const headCoverFile = (bucket: R2Bucket, key: string, file: CoverFile) =>
  asUnavailable(bucket.head(objectKey(key, file)))

/** @returns the file, or the part of it that `range` names; null if the file does not exist */
export const getCoverFile = (bucket: R2Bucket, key: string, file: CoverFile, range?: R2Range) =>
  asUnavailable(bucket.get(objectKey(key, file), range && { range }))

const bytesOf = async ({ body, size }: R2ObjectBody, timeLimitMs: number): Promise<Uint8Array> => {
  const bytes = await withinLimit('R2 body', timeLimitMs, new Response(body).arrayBuffer())
  if (bytes.byteLength !== size) throw new Error(`R2 sent ${bytes.byteLength} bytes of ${size}`)
  return new Uint8Array(bytes)
}

/** @returns all bytes of a file, which are a few hundred KiB; null if the file does not exist */
export const readCoverFile = async (
  bucket: R2Bucket,
  key: string,
  file: CoverFile,
  timeLimitMs: number,
): Promise<Uint8Array | null> => {
  const object = await getCoverFile(bucket, key, file)
  return object && asUnavailable(bytesOf(object, timeLimitMs))
}
