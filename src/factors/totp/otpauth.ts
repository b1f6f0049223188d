import { correction, generate } from 'lean-qr'
import { toSvgSource } from 'lean-qr/extras/svg'
import { toBase32 } from './base32.ts'
import { digits, stepSeconds } from './totp.ts'

const issuer = 'Bookplate'

/** @returns the address that an authenticator app reads from a QR code (the Key URI format) */
export const otpauthUri = (secret: Uint8Array, email: string): string => {
  const parameters = new URLSearchParams({
    secret: toBase32(secret),
    issuer,
    algorithm: 'SHA1',
    digits: String(digits),
    period: String(stepSeconds),
  })
  return `otpauth://totp/${issuer}:${encodeURIComponent(email)}?${parameters}`
}

/** @returns a QR code as SVG, black on white in every theme: a dark one would not scan */
export const qrSvg = (text: string): string =>
  toSvgSource(generate(text, { minCorrectionLevel: correction.M }), {
    on: 'black',
    off: 'white',
    width: 264,
    height: 264,
  })
