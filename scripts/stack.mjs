// `npm run stack < log`: names the source files in the stacks of a log. Wrangler minifies the Worker, and Cloudflare applies
// its source map only to exceptions that nothing catches. Run it at the deployed commit.
import { text } from 'node:stream/consumers'
import { withTemporaryFolder } from './deploy/temporary.mjs'
import { bundleWorker } from './migrations/bundle.mjs'
import { sourceReader } from './stack/sources.mjs'

const log = await text(process.stdin)
await withTemporaryFolder(({ path }) => {
  process.stdout.write(sourceReader(bundleWorker(path('')))(log))
})
