// `npm run backup`: copies the database and the covers of one installation. Options: docs/operations.md.
import { backup } from './backup/backup.mjs'
import { main } from './backup/main.mjs'
import { backupUsage, readBackupOptions } from './backup/options.mjs'

await main({ read: readBackupOptions, usage: backupUsage, run: backup })
