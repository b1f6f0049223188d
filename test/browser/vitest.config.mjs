import { defineConfig } from 'vitest/config'

// `npm run test:browser:long` runs the tests of pages that seldom change, and take long.
export default defineConfig(({ mode }) => ({
  test: {
    include: [mode === 'long' ? 'test/browser/long/*.test.mjs' : 'test/browser/*.test.mjs'],
    globalSetup: './test/browser/support/setup.mjs',
    // Without isolation, a worker shares one browser among its test files.
    isolate: false,
    maxWorkers: 2,
    // No test fails because the machine is slow: these limits are for tests that hang.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    reporters: ['default', ['json', { outputFile: 'coverage/browser.json' }]],
  },
}))
