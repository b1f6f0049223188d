import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-pool-workers'
import { defineConfig } from 'vitest/config'
import { makeSecrets } from './scripts/secrets.mjs'

const fixtures = join(import.meta.dirname, 'test/fixtures')

/** Files of test/fixtures, for tests that run in workerd, where there is no disk. */
const serveFixture = async (request: { url: string }) => {
  const name = new URL(request.url).pathname.slice(1)
  return new Response(await readFile(join(fixtures, name)))
}

const secrets = await makeSecrets()
// Otherwise wrangler says that the secrets are missing.
Object.assign(process.env, secrets)
// Otherwise it says in each worker that they are not.
process.env.WRANGLER_LOG ??= 'warn'

export default defineConfig({
  plugins: [
    cloudflareTest({
      wrangler: { configPath: './wrangler.toml' },
      miniflare: {
        bindings: {
          ...secrets,
          // One call instead of six: the tests sign up hundreds of users. The full cost has its own test.
          PASSWORD_HASH_CALLS: '1',
          TEST_MIGRATIONS: await readD1Migrations('migrations'),
        },
        serviceBindings: { FIXTURES: serveFixture },
      },
    }),
  ],
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['./test/support/setup.ts'],
    // A worker runs one file after the other. Starting one for each file would take more time than most files.
    isolate: false,
    // One file a processor; vitest would leave one idle. They share what there is, so a test may take a while.
    maxWorkers: '100%',
    testTimeout: 20_000,
    reporters: ['minimal', ['json', { outputFile: 'coverage/tests.json' }]],
    // The log lines of what passed say nothing; those of a failure are printed.
    silent: 'passed-only',
  },
})
