// `node scripts/node-tests.mjs <name> <glob>`: runs test files under Node, and reports to coverage/<name>.tap. Node alone
// would leave one processor idle: it runs one file at a time on two.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'

const [name, glob] = process.argv.slice(2)
mkdirSync('coverage', { recursive: true })
const { status } = spawnSync(
  process.execPath,
  [
    '--test',
    `--test-concurrency=${availableParallelism()}`,
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=tap',
    `--test-reporter-destination=coverage/${name}.tap`,
    glob,
  ],
  { stdio: 'inherit' },
)
process.exitCode = status ?? 1
