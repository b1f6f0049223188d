import { createServer } from 'node:http'
import { brotliCompressSync, gzipSync } from 'node:zlib'

const zeros = Buffer.alloc(50_000_000)
const packed = (encoding, body) => (_, response) => response.setHeader('Content-Encoding', encoding).end(body)
const redirect = (location) => (_, response) => response.writeHead(302, { Location: location }).end('moved')

/** Writes until the client goes away. */
const endless = (_, response) => {
  const write = () => {
    while (!response.destroyed && response.write(Buffer.alloc(65_536))) {}
  }
  response.on('drain', write)
  write()
}

/** How a server responds, by its path. */
export const behaviours = {
  headers: ({ headers }, response) => response.end(JSON.stringify(headers)),
  gzip: packed('gzip', gzipSync('small')),
  bomb: packed('gzip', gzipSync(zeros)),
  brotli: packed('br', brotliCompressSync(zeros)),
  nogzip: packed('gzip', 'not compressed'),
  endless,
  broken: (_, response) => {
    response.setHeader('Content-Length', '1000')
    response.write('half', () => response.destroy())
  },
  reset: ({ socket }) => socket.destroy(),
  stalled: (_, response) => response.write('half'),
  hanging: () => {},
  moved: redirect('/headers'),
  away: redirect('https://elsewhere.example/'),
  loop: redirect('/loop'),
}

/** @returns a running server, and its origin */
export const startServer = async () => {
  const server = createServer((request, response) => {
    behaviours[request.url.split('/').at(-1)]?.(request, response)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, origin: `http://127.0.0.1:${server.address().port}` }
}
