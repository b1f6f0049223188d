import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/browser/*.test.mjs'],
    globalSetup: './test/browser/support/setup.mjs',
    // Without isolation, a worker shares one browser among its test files.
    isolate: false,
    maxWorkers: 2,
    // Waiting takes longer on a slow machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    reporters: ['default', ['json', { outputFile: 'coverage/browser.json' }]],
  },
})
