import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/firefox/*.test.mjs'],
    globalSetup: './test/browser/support/setup.mjs',
    // One Firefox for all files.
    isolate: false,
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    reporters: ['default', ['json', { outputFile: 'coverage/firefox.json' }]],
  },
})
