interface Part {
  name: string
  value: string | Uint8Array
  headers?: string
}

const utf8 = new TextEncoder()

/**
 * A form as bytes, which may be malformed. A FormData never is.
 * @returns body and headers of a request
 */
export const multipart = (parts: Part[], boundary = 'boundary') => {
  const pieces: Uint8Array[] = []
  const write = (text: string | Uint8Array) =>
    pieces.push(typeof text === 'string' ? utf8.encode(text) : text)
  for (const { name, value, headers = '' } of parts) {
    write(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${headers}\r\n\r\n`)
    write(value)
    write('\r\n')
  }
  write(`--${boundary}--\r\n`)
  const body = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    body.set(piece, at)
    at += piece.length
  }
  return {
    body,
    headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
  }
}

/** The part of a cover. */
export const coverPart = async (file: File): Promise<Part> => ({
  name: 'cover_image',
  value: new Uint8Array(await file.arrayBuffer()),
  headers: `; filename="${file.name}"\r\nContent-Type: application/octet-stream`,
})
