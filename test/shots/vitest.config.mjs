import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/shots/*.test.mjs'],
    globalSetup: './test/browser/support/setup.mjs',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    reporters: ['default'],
  },
})
