// TOTP (RFC 6238) over HOTP (RFC 4226), in the form that every authenticator app knows.

export const stepSeconds = 30
export const digits = 6
/** RFC 4226, section 4, recommends 160 bits. */
export const secretBytes = 20

/** The number of the time step at `now` (RFC 6238, section 4.2). */
export const stepAt = (now: Date): number => Math.floor(now.getTime() / 1000 / stepSeconds)

/**
 * HOTP (RFC 4226, section 5.3) of a counter.
 * @param secret 20 bytes
 * @returns 6 digits
 */
export const codeOfStep = async (secret: Uint8Array<ArrayBuffer>, step: number): Promise<string> => {
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-1' }, false, ['sign'])
  const counter = new Uint8Array(8)
  new DataView(counter.buffer).setBigUint64(0, BigInt(step))
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, counter))
  const offset = mac.getUint8(mac.byteLength - 1) & 0x0f
  const number = mac.getUint32(offset) & 0x7f_ff_ff_ff
  return String(number % 10 ** digits).padStart(digits, '0')
}

const isSame = (one: string, other: string): boolean => {
  const [a, b] = [new TextEncoder().encode(one), new TextEncoder().encode(other)]
  return a.length === b.length && crypto.subtle.timingSafeEqual(a, b)
}

/**
 * Finds the step of a code: the current one, or the one before for a code that was on its way (RFC 6238, section 5.2).
 * @param lastStep the step of the last accepted code: a code is never accepted twice
 * @returns undefined for a wrong code
 */
export const matchingStep = async (
  secret: Uint8Array<ArrayBuffer>,
  code: string,
  now: Date,
  lastStep: number,
): Promise<number | undefined> => {
  const current = stepAt(now)
  let found: number | undefined
  for (const step of [current, current - 1])
    if (isSame(await codeOfStep(secret, step), code) && step > lastStep) found ??= step
  return found
}
