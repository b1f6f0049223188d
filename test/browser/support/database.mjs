import { once } from 'node:events'
import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'

/**
 * Lets tests write rows that no request can: the first admin is made from the command line.
 * @param getEnv gives the bindings of the service
 */
export const startDatabase = async (getEnv) => {
  const server = createServer(async (request, response) => {
    const { sql, values } = await json(request)
    const { DB } = await getEnv()
    const { results } = await DB.prepare(sql)
      .bind(...values)
      .all()
    response.end(JSON.stringify(results))
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  return {
    origin: `http://localhost:${server.address().port}`,
    close: () => server.close(),
  }
}
