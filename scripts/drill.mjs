// `npm run drill`: fills a local installation with hostile text, backs it up, destroys it, restores the backup and
// compares every row and byte. The backup and the restore are killed in the middle and continued.
import { drill } from './drill/drill.mjs'

// The exit ends the processes that still run.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))

const { checks, failures } = await drill()
console.log(`drill: checks: ${checks}, failed: ${failures}`)
if (failures > 0) process.exitCode = 1
