// The process that `kill -9` hits, with workerd below it: the Worker on files that outlive it. Its parent asks for rows,
// files and maintenance over the channel of the process.
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { unstable_getMiniflareWorkerOptions } from 'wrangler'
import { bareAssets } from '../bare-assets.mjs'

// Miniflare would fetch request.cf from the network.
process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
process.env.X_LOCAL_OBSERVABILITY = 'false'
process.env.X_LOCAL_EXPLORER = 'false'

const { bundle, storage, port, vars } = JSON.parse(process.argv[2])
const {
  workerOptions: { assets, modulesRules, ...options },
} = unstable_getMiniflareWorkerOptions('./wrangler.toml')

const runtime = new Miniflare(
  convertV4MiniflareOptions({
    host: '127.0.0.1',
    port,
    resourcePersistencePath: storage,
    workers: [
      {
        ...options,
        name: 'bookplate',
        rootPath: dirname(bundle),
        modulesRoot: dirname(bundle),
        modules: [{ type: 'ESModule', path: bundle }],
        bindings: { ...options.bindings, ...vars },
        serviceBindings: { ...options.serviceBindings, ASSETS: { disk: { path: bareAssets.directory } } },
      },
    ],
  }),
)

const maxAttempts = 5

/** On a busy machine workerd sometimes closes a connection of Miniflare. Repeats what can be done twice. */
const persistently = async (work) => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (error.message !== 'fetch failed' || attempt === maxAttempts) throw error
      await sleep(attempt * 500)
    }
  }
}

const listFiles = async () => {
  const bucket = await runtime.getR2Bucket('COVERS')
  const keys = []
  let cursor
  do {
    const page = await bucket.list({ cursor })
    keys.push(...page.objects.map(({ key }) => key))
    cursor = page.truncated ? page.cursor : undefined
  } while (cursor)
  return keys
}

const query = async (sql, values) => {
  const db = await runtime.getD1Database('DB')
  const { results } = await db
    .prepare(sql)
    .bind(...values)
    .all()
  return results
}

const maintain = async (time) => {
  const { scheduled } = await runtime.getWorker()
  const { outcome } = await scheduled({ scheduledTime: new Date(time) })
  return outcome
}

const commands = {
  insert: (sql, ...values) => query(sql, values),
  query: (sql, ...values) => persistently(() => query(sql, values)),
  listFiles: () => persistently(listFiles),
  maintain: (time) => persistently(() => maintain(time)),
}

process.on('message', async ({ number, command, values }) => {
  try {
    process.send({ number, result: await commands[command](...values) })
  } catch (error) {
    process.send({ number, problem: error.stack })
  }
})
// The parent has died.
process.on('disconnect', () => runtime.dispose().finally(() => process.exit()))

await runtime.ready
process.send({ number: 0 })
