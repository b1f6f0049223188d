import { previewKeys } from '../auth/keys.ts'
import { purposes } from '../auth/purposes.ts'
import { seal, unseal } from '../auth/seal.ts'
import type { Config } from '../http/config.ts'
import type { Source } from './provider.ts'

const dayMs = purposes.preview.minTtlSeconds * 1000
const payloadBytes = 4
/** An address is valid until the end of the day after this one, so that all lookups of a day give the same. */
const validDays = 2

/** A preview has the provider and the id of the cover in its path. The seal makes it work for covers of a lookup alone. */
const contextOf = (source: Source, coverId: string) => `${source}/${coverId}`

/** @returns the path of a preview. An <img> cannot send a token, so the path itself gives access, for a day or two. */
export const previewPath = async (
  config: Config,
  source: Source,
  coverId: string,
  now: Date,
): Promise<string> => {
  const payload = new Uint8Array(payloadBytes)
  new DataView(payload.buffer).setUint32(0, Math.floor(now.getTime() / dayMs) + validDays)
  const context = contextOf(source, coverId)
  return `/lookup/covers/${context}/${await seal(await previewKeys(config), payload, context)}`
}

/** @returns whether `sealed` was made for this cover, and is still valid */
export const isValidPreview = async (
  config: Config,
  source: Source,
  coverId: string,
  sealed: string,
  now: Date,
): Promise<boolean> => {
  const context = contextOf(source, coverId)
  const payload = await unseal(await previewKeys(config), sealed, payloadBytes, context)
  if (!payload) return false
  const endDay = new DataView(payload.buffer).getUint32(0)
  return now.getTime() < endDay * dayMs
}
