// The service over HTTP/2, as Cloudflare speaks it. Over HTTP/1.1 a browser opens six connections, so that covers would
// wait for each other.
import { createSecureServer } from 'node:http2'
import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { makeCertificate } from '../../test/browser/support/certificate.mjs'
import { startWorker } from '../../test/browser/support/worker.mjs'

const bodyOf = async (stream) => Buffer.concat(await Array.fromAsync(stream))

const isText = (headers) => /^text\/|json|javascript|svg/.test(headers.get('content-type') ?? '')

/** Sends the response, with text compressed: the Worker's own compression ends at its `fetch`. */
const send = (response, outgoing) => {
  const { 'content-length': _, 'set-cookie': __, ...headers } = Object.fromEntries(response.headers)
  const cookies = response.headers.getSetCookie()
  const isCompressed = response.body !== null && isText(response.headers)
  outgoing.writeHead(response.status, {
    ...headers,
    ...(cookies.length > 0 && { 'set-cookie': cookies }),
    ...(isCompressed && { 'content-encoding': 'gzip' }),
  })
  if (response.body === null) return outgoing.end()
  const body = Readable.fromWeb(response.body)
  // A browser may stop reading.
  return isCompressed ? body.pipe(createGzip()).pipe(outgoing) : body.pipe(outgoing)
}

/** Chromium knows the certificate by its pin. The requests of Playwright itself do not, and use HTTP/1.1. */
export const contextOf = (origin) => ({ baseURL: origin, ignoreHTTPSErrors: true })

/** @returns its origin, its bindings, the pin of its certificate for Chromium, and a function that stops it */
export const startHttp2Service = async () => {
  const { key, cert, pin } = makeCertificate()
  let worker
  const server = createSecureServer({ key, cert, allowHTTP1: true }, async (incoming, outgoing) => {
    const headers = Object.entries(incoming.headers).filter(([name]) => !name.startsWith(':'))
    const body = await bodyOf(incoming)
    const response = await worker.fetch(origin + incoming.url, {
      method: incoming.method,
      headers: { ...Object.fromEntries(headers), 'accept-encoding': 'identity' },
      body: body.length > 0 ? body : undefined,
      redirect: 'manual',
    })
    send(response, outgoing)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `https://localhost:${server.address().port}`
  worker = await startWorker({ PUBLIC_URL: origin })
  return {
    origin,
    pin,
    getEnv: worker.getEnv,
    close: async () => {
      server.close()
      await worker.close()
    },
  }
}
