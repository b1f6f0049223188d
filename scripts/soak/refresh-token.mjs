import { createHmac, hkdfSync } from 'node:crypto'
import { purposes } from '../../src/auth/purposes.ts'

const { prefix, keyInfo } = purposes.refresh

/**
 * The first refresh token of a session, as the service seals it: src/auth/keys.ts, src/sessions/refresh/refresh-tokens.ts.
 * If the service seals it in another way, the first refresh of the soak is rejected.
 * @param {string} secretKey `SECRET_KEY` of the Worker
 */
export const sealFirstToken = (secretKey, sessionId) => {
  const key = Buffer.from(
    hkdfSync('sha256', Buffer.from(secretKey, 'base64url'), '', `bookplate ${keyInfo}`, 32),
  )
  const claims = Buffer.concat([Buffer.from(sessionId.replaceAll('-', ''), 'hex'), Buffer.alloc(4)])
  const mac = createHmac('sha256', key).update(claims).digest()
  return prefix + Buffer.concat([claims, mac]).toString('base64url')
}
