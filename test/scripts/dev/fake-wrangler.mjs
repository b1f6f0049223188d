// Plays wrangler: writes down how it was called, then does what FAKE says.
import { appendFileSync } from 'node:fs'
import { createServer } from 'node:http'

const args = process.argv.slice(2)
const fake = JSON.parse(process.env.FAKE)
appendFileSync(process.env.FAKE_CALLS, `${args.join(' ')}\n`)

const fail = (text) => {
  console.error(text)
  process.exit(1)
}

const migrate = () => {
  console.log('│ 0000_init.sql │')
  if (fake.migrationError) fail(`✘ [ERROR] ${fake.migrationError}`)
}

const envelope = (status, data) => [status, JSON.stringify({ message: 'From the fake.', data })]

/** Listens where the Worker would, and chooses each response by the path alone. */
const serve = (port) => {
  const routes = {
    '/health': fake.health ?? envelope(200, { status: 'ok' }),
    '/users': fake.users ?? envelope(201, {}),
    '/users/login': fake.login ?? envelope(200, { access_token: 'token' }),
    '/users/logout': [204, ''],
    '/books': fake.books ?? envelope(201, {}),
  }
  createServer((request, response) => {
    if (request.url === '/crash') process.exit(1)
    request.resume().on('end', () => {
      appendFileSync(process.env.FAKE_CALLS, `${request.method} ${request.url}\n`)
      const [status, body] = routes[request.url] ?? [404, '{}']
      response.writeHead(status).end(body)
    })
  }).listen(port, 'localhost', () => {
    process.send(
      JSON.stringify({
        event: 'DEV_SERVER_READY',
        ip: fake.host ?? 'localhost',
        port: fake.actualPort ?? port,
      }),
    )
  })
}

const dev = () => {
  if (fake.startError) console.error(`✘ [ERROR] ${fake.startError}\n\n  src/app.ts:1:1`)
  if (fake.isSilent || fake.startError) return setInterval(() => {}, 1000)
  if (fake.exitsEarly) fail('▲ [WARNING] Something.')
  serve(Number(args[args.indexOf('--port') + 1]))
}

if (args[0] === 'd1') migrate()
else dev()
