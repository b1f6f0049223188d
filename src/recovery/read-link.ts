import { mailedLinkKeys } from '../auth/keys.ts'
import type { RequestContext } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { type LinkPurpose, openLink } from '../mail/links.ts'
import { selectLink } from './statements.ts'

/**
 * Reads the row that the token of a mailed link names, and its user. One D1 round trip; none for a token that is not ours.
 * @throws ApiError `invalid_link` when the link is for another purpose, expired or used, or when the password or the email
 *   of the account has changed since
 */
export const readLink = async <P extends LinkPurpose>(
  { var: { db, config } }: Pick<RequestContext, 'var'>,
  token: string,
  accepted: readonly P[],
  now: Date,
) => {
  const named = await openLink(await mailedLinkKeys(config), token, accepted)
  if (!named) throw new ApiError('invalid_link', { cause: 'the token is not one of these purposes' })
  const { found } = await db.batch({ found: selectLink(named.id, named.purpose, now) })
  if (!found[0]) throw new ApiError('invalid_link', { cause: 'the link is not valid any more' })
  return { ...found[0], purpose: named.purpose }
}
