import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-pool-workers'
import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { makeSecrets } from './scripts/secrets.mjs'
import { CellReporter } from './test/fault-matrix/reporter.ts'
import { outbound } from './test/lookup/outbound.ts'

const fixtures = join(import.meta.dirname, 'test/fixtures')

/** Files of test/fixtures, for tests that run in workerd, where there is no disk. */
const serveFixture = async (request: { url: string }) => {
  const name = new URL(request.url).pathname.slice(1)
  return new Response(await readFile(join(fixtures, name)))
}

const migrations = await readD1Migrations('migrations')
const secrets = await makeSecrets()
// Without them wrangler prints that the secrets are missing.
Object.assign(process.env, secrets)
// With them it prints, for each worker, where they come from.
process.env.WRANGLER_LOG ??= 'warn'

export default defineConfig(({ mode }): ViteUserConfig => {
  // `npm run test:long`: searches for counterexamples try many more cases.
  const isLong = mode === 'long'
  // `npm run test:faults`.
  const isFaults = mode === 'faults'
  return {
    plugins: [
      cloudflareTest({
        wrangler: { configPath: './wrangler.toml' },
        miniflare: {
          bindings: {
            ...secrets,
            PASSWORD_HASH_CALLS: '1',
            SECURITY_CONTACT: 'mailto:security@books.example',
            PASSKEY_ORIGINS: 'https://related.example',
            TEST_MIGRATIONS: migrations,
            TEST_LONG: isLong ? 'on' : 'off',
            GOOGLE_BOOKS_KEY: 'key-of-the-tests',
            LOOKUP_TIME_LIMIT_MS: '20000',
          },
          serviceBindings: { FIXTURES: serveFixture },
          // No test reaches a network.
          outboundService: outbound,
        },
      }),
    ],
    test: {
      include: [isFaults ? 'test/fault-matrix/matrix.ts' : 'test/**/*.test.ts'],
      setupFiles: ['./test/support/setup.ts'],
      // A worker runs one file after another, because starting a worker takes longer than most files.
      isolate: false,
      // One worker for each processor.
      maxWorkers: '100%',
      // No test fails because the machine is slow: this limit is for tests that hang.
      testTimeout: isLong ? 3_600_000 : 300_000,
      hookTimeout: 300_000,
      reporters: isFaults
        ? ['minimal', new CellReporter(), ['json', { outputFile: 'coverage/faults.json' }]]
        : isLong
          ? 'minimal'
          : ['minimal', ['json', { outputFile: 'coverage/tests.json' }]],
      // The log of a test is printed only if the test fails.
      silent: 'passed-only',
    },
  }
})
