import { ignore, isServiceError } from '../errors/ignore.ts'
import { client } from '../session/session.ts'

const checkEveryMs = 30_000
/** A hidden page is called once a minute. */
const readyMs = 100_000

let timer: ReturnType<typeof setTimeout> | undefined

/**
 * Keeps the access token valid, as long as something must be sent when the page is closed: a page that is closed cannot
 * renew it before.
 */
export const stayReady = (isNeeded: () => boolean): void => {
  clearTimeout(timer)
  if (!isNeeded()) return
  // The request itself would tell the reason.
  void client.renewWithin(readyMs).catch(ignore(isServiceError))
  timer = setTimeout(() => stayReady(isNeeded), checkEveryMs)
}
