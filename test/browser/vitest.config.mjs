import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/browser/*.test.mjs'],
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
})
