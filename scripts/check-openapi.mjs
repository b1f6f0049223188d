// `npm run check:openapi`: lints openapi.json, and tests the clients that generators make from it.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'

const linters = [
  ['@redocly/cli/bin/cli.js', 'lint', 'openapi.json', '--config=tools/openapi/redocly.yaml'],
  [
    '@stoplight/spectral-cli/dist/index.js',
    'lint',
    'openapi.json',
    '--ruleset=tools/openapi/.spectral.yaml',
    '--fail-severity=hint',
  ],
]

const run = (options) => {
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const { status } = spawnSync(process.execPath, options, { stdio: 'inherit', env })
  if (status !== 0) process.exit(status ?? 1)
}

for (const [path, ...options] of linters) run([`tools/openapi/node_modules/${path}`, ...options])
mkdirSync('coverage', { recursive: true })
run([
  '--test',
  '--test-reporter=spec',
  '--test-reporter-destination=stdout',
  '--test-reporter=tap',
  '--test-reporter-destination=coverage/clients.tap',
  'tools/openapi/clients.test.mjs',
])
