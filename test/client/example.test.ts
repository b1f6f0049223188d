import { expect, it } from 'vitest'
import example from '../../examples/client.ts?raw'
import readme from '../../README.md?raw'

it('is the one of the README', () => {
  const blocks = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code)
  expect(blocks).toContain(example)
})
