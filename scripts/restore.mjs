// `npm run restore`: brings a backup into an empty installation. Options: docs/operations.md.
import { main } from './backup/main.mjs'
import { readRestoreOptions, restoreUsage } from './backup/options.mjs'
import { runRestore } from './backup/restore.mjs'

await main({ read: readRestoreOptions, usage: restoreUsage, run: runRestore })
