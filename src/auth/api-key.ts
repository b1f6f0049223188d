import { crc32 } from './crc32.ts'
import { purposes } from './purposes.ts'

// `bpak_`, 49 characters of base62 for 36 bytes, and 6 of base62 for the CRC-32 of these 49 characters. 20 bytes are random,
// the last 16 are the id of the user.

const { prefix } = purposes.apiKey
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const base = BigInt(digits.length)
const secretBytes = 20
const hexLength = 72
const bodyLength = 49
const checksumLength = 6
const shownLength = 6
const form = new RegExp(
  `^${prefix}(?<body>[0-9A-Za-z]{${bodyLength}})(?<checksum>[0-9A-Za-z]{${checksumLength}})$`,
)
const uuidAtEnd = /(.{8})(.{4})(.{4})(.{4})(.{12})$/

const encode = (value: bigint, length: number): string => {
  let [text, rest] = ['', value]
  while (text.length < length) {
    text = digits.charAt(Number(rest % base)) + text
    rest /= base
  }
  return text
}

const decode = (text: string): bigint => {
  let value = 0n
  for (const digit of text) value = value * base + BigInt(digits.indexOf(digit))
  return value
}

const checksumOf = (body: string): string => encode(BigInt(crc32(body)), checksumLength)

/** @returns 160 random bits */
export const newSecret = (): Uint8Array => crypto.getRandomValues(new Uint8Array(secretBytes))

/**
 * @param userId a UUID
 * @param secret from `newSecret`
 * @returns the API key of the user with this secret
 */
export const makeApiKey = (userId: string, secret: Uint8Array): string => {
  const body = encode(BigInt(`0x${secret.toHex()}${userId.replaceAll('-', '')}`), bodyLength)
  return prefix + body + checksumOf(body)
}

/**
 * Reads the user of an API key. The key may still be forged: only D1 knows which keys exist.
 * @returns undefined for another form or a wrong checksum
 */
export const readApiKey = (key: string): { userId: string } | undefined => {
  const { body, checksum } = form.exec(key)?.groups ?? {}
  if (body === undefined || checksumOf(body) !== checksum) return undefined
  const hex = decode(body).toString(16).padStart(hexLength, '0')
  const [, ...parts] = uuidAtEnd.exec(hex) ?? []
  // 49 digits reach further than 36 bytes.
  return hex.length === hexLength ? { userId: parts.join('-') } : undefined
}

/** Whether a bearer token means to be an API key. */
export const isApiKey = (token: string): boolean => token.startsWith(prefix)

/** The beginning of a key, by which its owner recognises it. Over 120 random bits remain secret. */
export const beginningOf = (key: string): string => key.slice(0, prefix.length + shownLength)
