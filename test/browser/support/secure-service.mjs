// The service over HTTPS: a proxy with TLS in front of a Worker whose PUBLIC_URL is that of the proxy.
import { createServer } from 'node:https'
import { Readable } from 'node:stream'
import { makeCertificate } from './certificate.mjs'
import { startWorker } from './worker.mjs'

const proof = 'POST /users/sessions/binding/refresh'

const bodyOf = async (stream) => Buffer.concat(await Array.fromAsync(stream))

/**
 * @property pin of its certificate, for `--ignore-certificate-errors-spki-list`
 * @property requests that arrived, as `POST /users/refresh`
 * @property responses as `POST /users/refresh 200`
 * @property held set to a promise that each proof of a device waits for
 * @property late set to a request, `late.name`, whose responses wait for the promise `late.until`
 * @property lost set to a request whose responses do not arrive
 * @property failures set to statuses: each fails one proof of a device
 */
export const startSecureService = async () => {
  const { key, cert, pin } = makeCertificate()
  const service = {
    pin,
    requests: [],
    responses: [],
    held: undefined,
    late: undefined,
    lost: undefined,
    failures: [],
  }
  let worker

  const respond = async ({ method, url, headers }, name, body) => {
    if (name === proof) await service.held
    const failure = name === proof ? service.failures.shift() : undefined
    if (failure) return new Response(null, { status: failure })
    return worker.fetch(service.origin + url, {
      method,
      headers: { ...headers, 'accept-encoding': 'identity' },
      body: body.length > 0 ? body : undefined,
      redirect: 'manual',
    })
  }

  const server = createServer({ key, cert }, async (incoming, outgoing) => {
    const name = `${incoming.method} ${new URL(incoming.url, service.origin).pathname}`
    service.requests.push(name)
    const response = await respond(incoming, name, await bodyOf(incoming))
    if (name === service.late?.name) await service.late.until
    if (name === service.lost) return incoming.socket.destroy()
    service.responses.push(`${name} ${response.status}`)
    const { 'content-length': _, 'set-cookie': __, ...headers } = Object.fromEntries(response.headers)
    outgoing.writeHead(response.status, { ...headers, 'set-cookie': response.headers.getSetCookie() })
    if (response.body) Readable.fromWeb(response.body).pipe(outgoing)
    else outgoing.end()
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  service.origin = `https://localhost:${server.address().port}`
  worker = await startWorker({ PASSWORD_HASH_CALLS: '1', PUBLIC_URL: service.origin })
  return Object.assign(service, {
    fetch: worker.fetch,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await worker.close()
    },
  })
}
