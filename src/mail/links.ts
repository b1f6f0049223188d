import type { MacKeys } from '../auth/keys.ts'
import type { purposes } from '../auth/purposes.ts'
import { seal, unseal } from '../auth/seal.ts'

export type LinkPurpose = keyof typeof purposes.mailedLink.ttlSeconds

/** The page of the web app that a link of each purpose opens. Only its button uses the link: scanners of mail open links. */
const pageOf = {
  sign_up: 'verify',
  verify_email: 'verify',
  change_email: 'verify',
  reset_password: 'reset',
  keep_factors: 'keep-factors',
} as const satisfies Record<LinkPurpose, string>

const idBytes = 16

const toBytes = (id: string) => Uint8Array.fromHex(id.replaceAll('-', ''))

const toId = (bytes: Uint8Array): string =>
  bytes.toHex().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/**
 * @param id of the row of `mailed_links`
 * @returns the token of the link; its MAC is bound to the purpose
 */
export const linkToken = (keys: MacKeys, purpose: LinkPurpose, id: string): Promise<string> =>
  seal(keys, toBytes(id), purpose)

/** The token stands in the fragment, which no browser sends: a GET of the link changes nothing. */
export const linkUrl = (publicUrl: string, purpose: LinkPurpose, token: string): string =>
  `${publicUrl}/#/${pageOf[purpose]}?token=${token}`

/** @returns the id of the row that `token` names, and its purpose; undefined unless it is a link of one of `accepted` */
export const openLink = async <P extends LinkPurpose>(
  keys: MacKeys,
  token: string,
  accepted: readonly P[],
): Promise<{ id: string; purpose: P } | undefined> => {
  for (const purpose of accepted) {
    const bytes = await unseal(keys, token, idBytes, purpose)
    if (bytes) return { id: toId(bytes), purpose }
  }
  return undefined
}
