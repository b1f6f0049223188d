import { createServer } from 'node:http'

const redirect = (status, location) => (_, response) =>
  response.writeHead(status, { Location: location }).end()

/** Writes until the client goes away. */
const endless = (_, response) => {
  const write = () => {
    while (!response.destroyed && response.write(Buffer.alloc(65_536))) {}
  }
  response.on('drain', write)
  write()
}

/** Writes one byte after the other, for ever. */
const slowly = (write) => {
  const timer = setInterval(() => write() || clearInterval(timer), 20)
}

/** How a receiver responds, by its path. */
const behaviours = {
  good: (_, response) => response.writeHead(204).end(),
  gone: (_, response) => response.writeHead(410).end(),
  error: (_, response) => response.writeHead(500).end('x'.repeat(100_000)),
  endless,
  'slow-body': (_, response) => {
    response.writeHead(200)
    slowly(() => !response.destroyed && (response.write('x') || true))
  },
  'slow-headers': ({ socket }) => {
    socket.write('HTTP/1.1 200 OK\r\nX-Slow: ')
    slowly(() => !socket.destroyed && (socket.write('x') || true))
  },
  'huge-headers': ({ socket }) => socket.end(`HTTP/1.1 200 OK\r\nX-Huge: ${'x'.repeat(2_000_000)}\r\n\r\n`),
  reset: ({ socket }) => socket.destroy(),
  garbage: ({ socket }) => socket.end('not HTTP\r\n\r\n'),
  hanging: () => {},
  inside: redirect(302, 'http://169.254.169.254/latest/meta-data'),
  localhost: redirect(307, 'http://127.0.0.1:1/'),
  loop: redirect(308, '/hooks.example.com/good'),
}

/** @returns a running server, its origin, and the requests that it got */
export const startServer = async () => {
  const received = []
  const server = createServer((request, response) => {
    received.push({ method: request.method, url: request.url, headers: request.headers })
    behaviours[request.url.split('/').at(-1)]?.(request, response)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, received, origin: `http://127.0.0.1:${server.address().port}` }
}
