import { ApiError } from './errors.ts'
import { decodeExtended, parseParameters } from './header-parameters.ts'
import { maxFormParts, maxFormTextBytes } from './limits.ts'
import { MalformedForm, type Part, splitMultipart } from './multipart.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** @throws MalformedForm for bytes that are not text in this encoding: replacing them would change the text */
const decode = (bytes: Uint8Array, decoder: TextDecoder): string => {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new MalformedForm(`A text of the form is not valid ${decoder.encoding.toUpperCase()}.`)
  }
}

const readHeaders = (header: Uint8Array): Map<string, string> => {
  const headers = new Map<string, string>()
  // A line that starts with white space continues the line before it (RFC 5322, section 2.2.3).
  const lines = decode(header, utf8)
    .replace(/\r\n(?=[ \t])/g, '')
    .split('\r\n')
  for (const line of lines.filter(Boolean)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trimEnd().toLowerCase()
    if (colon < 1 || headers.has(name)) throw new MalformedForm('A part has a malformed or repeated header.')
    headers.set(name, line.slice(colon + 1).trim())
  }
  return headers
}

interface Field {
  name: string
  /** Undefined for a text. */
  fileName: string | undefined
  type: string
  decoder: TextDecoder
  content: Uint8Array
}

// Browsers escape these three characters of a name (WHATWG HTML, multipart/form-data encoding).
const unescapeName = (name: string): string => name.replace(/%(?:22|0D|0A)/gi, decodeURIComponent)

/** @returns the decoder of the charset that the part declares (RFC 7578, section 4.5) */
const decoderOf = (contentType: string): TextDecoder => {
  const charset = parseParameters(contentType)?.parameters.get('charset') ?? 'utf-8'
  if (charset.toLowerCase() === 'utf-8') return utf8
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true })
  } catch {
    throw new MalformedForm('A part has an unknown charset. Send text in UTF-8.')
  }
}

const fieldOf = ({ header, content }: Part): Field => {
  const headers = readHeaders(header)
  // RFC 7578, section 4.7: no client should send it. Encoded text would be stored as it is.
  const transferEncoding = headers.get('content-transfer-encoding')?.toLowerCase() ?? 'binary'
  if (!['7bit', '8bit', 'binary'].includes(transferEncoding))
    throw new MalformedForm('A part has a Content-Transfer-Encoding. Send its bytes as they are.')
  const { value, parameters } = parseParameters(headers.get('content-disposition') ?? '') ?? {}
  const extended = parameters?.get('name*')
  const name = parameters?.get('name') ?? (extended && decodeExtended(extended))
  if (value !== 'form-data' || parameters === undefined || name === undefined)
    throw new MalformedForm('A part needs one header such as: Content-Disposition: form-data; name="title"')
  // Some clients send only `filename*`, although RFC 7578 forbids it. Its presence makes a part a file.
  const isFile = [...parameters.keys()].some((key) => key === 'filename' || key.startsWith('filename*'))
  const type = headers.get('content-type') ?? ''
  return {
    name: unescapeName(name),
    fileName: isFile ? (parameters.get('filename') ?? '') : undefined,
    type,
    decoder: isFile ? utf8 : decoderOf(type),
    content,
  }
}

const tooLarge = (message: string) => new ApiError('payload_too_large', { issues: [{ path: '', message }] })

/** @throws MalformedForm, ApiError `payload_too_large` for too many parts */
const fieldsOf = (body: Uint8Array, boundary: string): Field[] => {
  const fields: Field[] = []
  for (const part of splitMultipart(body, boundary)) {
    if (fields.length === maxFormParts) throw tooLarge(`A form has at most ${maxFormParts} parts.`)
    fields.push(fieldOf(part))
  }
  return fields
}

/**
 * Reads `multipart/form-data` (RFC 7578). The platform's parser accepts quoted names only, and replaces broken UTF-8. The
 * form has passed the limits before a text is decoded, and each text is decoded once.
 * @throws MalformedForm, ApiError `payload_too_large` for too many parts or too much text
 */
export const parseForm = (body: Uint8Array, contentType: string): FormData => {
  const boundary = parseParameters(contentType)?.parameters.get('boundary')
  if (!boundary || boundary.length > 70)
    throw new MalformedForm('The Content-Type needs a boundary of 1 to 70 characters.')
  const fields = fieldsOf(body, boundary)
  const textBytes = fields.reduce(
    (sum, { fileName, content }) => (fileName === undefined ? sum + content.length : sum),
    0,
  )
  if (textBytes > maxFormTextBytes)
    throw tooLarge(`The texts of a form have at most ${maxFormTextBytes / 1024} KiB together.`)
  const form = new FormData()
  for (const { name, fileName, type, decoder, content } of fields) {
    if (fileName === undefined) form.append(name, decode(content, decoder))
    else form.append(name, new File([content], fileName, { type }))
  }
  return form
}
