import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/firefox/*.test.mjs'],
    globalSetup: './test/browser/support/setup.mjs',
    // One Firefox for all files.
    isolate: false,
    fileParallelism: false,
    // No test fails because the machine is slow: these limits are for tests that hang.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    reporters: ['default', ['json', { outputFile: 'coverage/firefox.json' }]],
  },
})
