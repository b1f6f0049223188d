import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/browser/*.test.mjs'],
    globalSetup: './test/browser/support/setup.mjs',
    // A worker keeps its browser from file to file.
    isolate: false,
    maxWorkers: 2,
    // What a test waits for takes its time on a slow machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    reporters: ['default', ['json', { outputFile: 'coverage/browser.json' }]],
  },
})
