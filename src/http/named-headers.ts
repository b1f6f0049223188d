import type { JsonSchema } from './json-schema.ts'

interface Header {
  /** The name of the header, if another entry has it already. */
  name?: string
  description: string
  /** In a response: whether it is always present. */
  required?: boolean
  schema: JsonSchema
}

const text = (maxLength: number, example: string, pattern?: RegExp): JsonSchema => ({
  type: 'string',
  maxLength,
  ...(pattern && { pattern: pattern.source }),
  examples: [example],
})

const bookmark = '00000085-0000024c-00004c6d-8e61117bf38d7adb71b934ebbf891683'
const requestId = '0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b'

/** Headers that clients may send, besides `Authorization` and `Content-Type`. */
export const requestHeaders = {
  'If-Match': {
    description: 'Entity tags of the versions that may be changed; `*` for any.',
    schema: text(8192, '"1"'),
  },
  'If-None-Match': {
    description: 'Entity tags of the versions that the client already has; `*` for any.',
    schema: text(8192, '"1"'),
  },
  'Idempotency-Key': {
    description:
      'Within 24 hours, the same request with the same key gets the first response again. Use one key for each intent.',
    schema: {
      type: 'string',
      minLength: 1,
      maxLength: 255,
      pattern: '^[\\x20-\\x7e]+$',
      examples: ['6f1f4ee4-0d2c-4f8e-9f0b-4a3c9c7f2a11'],
    },
  },
  /** That of a refresh, which is no other request with that header. */
  'Refresh-Idempotency-Key': {
    name: 'Idempotency-Key',
    description:
      'At least 128 random bits, made before the request and kept until its response has arrived. The same refresh token ' +
      'with the same key gets the same successor, for as long as the successor has not been used to refresh.',
    schema: {
      type: 'string',
      minLength: 22,
      maxLength: 255,
      pattern: '^[\\x20-\\x7e]+$',
      examples: ['pmBu_VGYp5m0xPVq7n5Y0w'],
    },
  },
  Range: {
    description: 'The requested part of the file (RFC 9110, section 14.2).',
    schema: text(256, 'bytes=0-1023'),
  },
  'If-Range': {
    description:
      'The entity tag that `Range` applies to. If the file has another one, the response is the whole file.',
    schema: text(256, '"d41d8cd98f00b204e9800998ecf8427e"'),
  },
  'Secure-Session-Response': {
    description: 'A JWT that the key of a device signed (W3C Device Bound Session Credentials).',
    schema: text(4096, 'eyJhbGciOiJFUzI1NiJ9.e30.AAAA'),
  },
  'Sec-Secure-Session-Id': {
    description: 'The identifier of a bound session, from its instructions.',
    schema: text(512, 'A'.repeat(150)),
  },
  'x-auth-user': {
    description: 'The user name on an e-reader: the email of the account, in any case.',
    schema: text(254, 'reader@example.com'),
  },
  'X-D1-Bookmark': {
    description:
      'The oldest state of the database that the response may show. It matters only where replicas serve reads.',
    schema: text(256, bookmark),
  },
  'X-Request-Id': {
    description:
      'A name for the request in the logs: letters, digits, `-`, `_` and `=`. By default the service makes one.',
    schema: { type: 'string', maxLength: 255, pattern: '^[\\w=-]+$', examples: [requestId] },
  },
} as const satisfies Record<string, Header>

export type RequestHeader = keyof typeof requestHeaders

/** Headers of responses, besides the security headers. */
export const responseHeaders = {
  'X-Request-Id': {
    description: 'The name of the request in the logs.',
    required: true,
    schema: text(255, requestId, /^[\w=-]+$/),
  },
  'X-D1-Bookmark': {
    description: 'The state of the database, if the request used it.',
    schema: text(256, bookmark, /^[0-9a-f]+(-[0-9a-f]+){3}$/),
  },
  'Server-Timing': {
    description: 'The milliseconds that the request waited: for D1, and in all (W3C Server Timing).',
    schema: text(256, 'd1;dur=4, total;dur=5', /^d1;dur=\d+, total;dur=\d+$/),
  },
  ETag: {
    description: 'The entity tag of this version.',
    required: true,
    schema: text(256, '"1"', /^"[^"]+"$/),
  },
  Link: {
    description: 'The next page, `rel="next"`, if there is one.',
    schema: text(8192, '<https://books.example/books?cursor=WzE3>; rel="next"', /^<[^<>]+>; rel="next"$/),
  },
  Accept: {
    description: 'The media types that the path accepts.',
    required: true,
    schema: text(256, 'application/json'),
  },
  'Accept-Encoding': {
    description: 'For a compressed body: the path accepts none.',
    schema: { type: 'string', const: 'identity' },
  },
  Location: {
    description: 'The address of the new resource.',
    required: true,
    schema: { type: 'string', maxLength: 2048, format: 'uri' },
  },
  'Retry-After': {
    description: 'Seconds to wait before the next attempt.',
    required: true,
    schema: { type: 'integer', format: 'int32', minimum: 1, maximum: 86400, examples: [60] },
  },
  'Last-Modified': {
    description:
      'When the content last changed, or a version of the service that may have changed it was made.',
    required: true,
    schema: text(64, 'Sun, 22 Nov 2026 08:00:00 GMT', /^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/),
  },
  'WWW-Authenticate': {
    description: 'The challenge (RFC 6750, section 3).',
    required: true,
    schema: {
      type: 'string',
      pattern: '^Bearer realm="bookplate"(, error="[a-z_]+"(, scope="[a-z:]+")?)?$',
      maxLength: 100,
      examples: ['Bearer realm="bookplate", error="invalid_token"'],
    },
  },
  'Cache-Control': {
    description: 'Who may cache the response, and how long.',
    required: true,
    schema: text(256, 'no-store'),
  },
  'Content-Disposition': {
    description: 'The name of the file.',
    required: true,
    schema: text(
      256,
      'attachment; filename="bookplate-without-covers.json"',
      /^(attachment|inline); filename="[\w.-]+"$/,
    ),
  },
  'X-Robots-Tag': {
    description: 'Asks search engines not to list the page.',
    required: true,
    schema: { type: 'string', const: 'noindex' },
  },
  'Content-Range': {
    description: 'The part of the file that the response holds.',
    required: true,
    schema: text(256, 'bytes 0-1023/20480', /^bytes (\d+-\d+|\*)\/\d+$/),
  },
  'Accept-Ranges': {
    description: 'Says that a request may ask for a part of the file.',
    required: true,
    schema: { type: 'string', const: 'bytes' },
  },
  'Secure-Session-Registration': {
    description: 'Asks a browser to bind the session to the device (W3C Device Bound Session Credentials).',
    schema: text(
      512,
      '(ES256);path="/users/sessions/binding";challenge="AAAA"',
      /^\(ES256\);path="[^"]+";challenge="[\w-]+"$/,
    ),
  },
  'Secure-Session-Challenge': {
    description: 'A challenge for the key of the device, if one is to be signed.',
    schema: text(1024, '"AAAA";id="AAAA"', /^"[\w-]+";id="[\w-]+"$/),
  },
  'Set-Cookie': {
    description: 'The refresh token, its readable hint and the device mark, where cookies are in use.',
    schema: text(4096, '__Host-refresh=; Path=/; HttpOnly; Secure; SameSite=Strict', /^__Host-[\w-]+=/),
  },
} as const satisfies Record<string, Header>

export type ResponseHeader = keyof typeof responseHeaders

/** The headers for which a route that declares them must give a value. */
export type RequiredResponseHeader = {
  [Name in ResponseHeader]: (typeof responseHeaders)[Name] extends { required: true } ? Name : never
}[ResponseHeader]

/** On every response. */
export const commonHeaders = ['X-Request-Id', 'Cache-Control'] as const satisfies ResponseHeader[]
