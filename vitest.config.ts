import { statfsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
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

const hasSpace = (folder: string) => {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize > 2 ** 31
  } catch {
    return false
  }
}

// The databases of the tests end with them. On a disk, making their writes durable takes a tenth of the time.
const memory = '/dev/shm'
if (hasSpace(memory)) process.env.TMPDIR ??= memory

const migrations = await readD1Migrations('migrations')
const secrets = await makeSecrets()
// Without them wrangler prints that the secrets are missing.
Object.assign(process.env, secrets)
// With them it prints, for each worker, where they come from.
process.env.WRANGLER_LOG ??= 'warn'

/** The tests of `npm run test:matrices` and `npm run test:faults`. */
const files: Partial<Record<string, string>> = {
  matrices: 'test/**/*.matrix.ts',
  faults: 'test/fault-matrix/matrix.ts',
}

const reportTo = (outputFile: string): ['json', { outputFile: string }] => ['json', { outputFile }]

export default defineConfig(({ mode }): ViteUserConfig => {
  // `npm run test:long`: searches for counterexamples try many more cases.
  const isLong = mode === 'long'
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
      include: [files[mode] ?? 'test/**/*.test.ts'],
      setupFiles: ['./test/support/setup.ts'],
      // A worker runs one file after another, because starting a worker takes longer than most files.
      isolate: false,
      // One more than processors: some tests wait.
      maxWorkers: availableParallelism() + 1,
      // No test fails because the machine is slow: these limits are for tests that hang.
      testTimeout: isLong ? 3_600_000 : 300_000,
      hookTimeout: 300_000,
      expect: { poll: { timeout: 60_000 } },
      reporters: [
        'minimal',
        ...(mode === 'faults' ? [new CellReporter()] : []),
        ...(isLong ? [] : [reportTo(`coverage/${mode}.json`)]),
      ],
      // The log of a test is printed only if the test fails.
      silent: 'passed-only',
    },
  }
})
