// `npm run backup`: copies the database and the covers of one installation. Options: docs/operations.md.
import { backupCommand } from './backup/backup.mjs'
import { main } from './backup/main.mjs'

await main(backupCommand, process.argv.slice(2))
