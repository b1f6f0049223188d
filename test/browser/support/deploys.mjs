// A proxy in front of the service that can change files as a deploy does, lose the connection, and stop responding.
import { createServer, request } from 'node:http'

const bodyOf = async (stream) => Buffer.concat(await Array.fromAsync(stream))

const isText = (type = '') => /json|html|javascript/.test(type)

/**
 * @param service the origin of the service
 * @returns its own origin; `files`, a map of a path to its text, or to `null` for a file that is missing; `isDown`, which is
 * set to lose each request
 */
export const startProxy = async (service) => {
  const files = new Map()
  const proxy = { files, isDown: false, requests: [] }
  const server = createServer(async (incoming, outgoing) => {
    const { pathname } = new URL(incoming.url, service)
    proxy.requests.push(pathname)
    if (proxy.isDown) return incoming.destroy()
    const changed = files.get(pathname)
    if (changed === null) return outgoing.writeHead(404).end()
    const own = (text) => text.replaceAll(service, proxy.origin)
    const headers = { ...incoming.headers, host: new URL(service).host, 'accept-encoding': 'identity' }
    delete headers['if-none-match']
    if (headers.origin) headers.origin = service
    const forwarded = request(
      service + incoming.url,
      { method: incoming.method, headers },
      async (response) => {
        const raw = await bodyOf(response)
        const text = isText(response.headers['content-type']) ? Buffer.from(changed ?? own(String(raw))) : raw
        const { 'content-length': _, 'transfer-encoding': __, etag: ___, ...kept } = response.headers
        outgoing.writeHead(response.statusCode, kept)
        outgoing.end(text)
      },
    )
    forwarded.on('error', () => incoming.destroy())
    forwarded.end(await bodyOf(incoming))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(proxy, {
    origin: `http://localhost:${server.address().port}`,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  })
}
