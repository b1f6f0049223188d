// `npm run restore`: brings a backup into an empty installation. Options: docs/operations.md.
import { main } from './backup/main.mjs'
import { restoreCommand } from './backup/restore.mjs'

await main(restoreCommand, process.argv.slice(2))
