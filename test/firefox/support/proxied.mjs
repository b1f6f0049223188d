import { inject } from 'vitest'
import { startProxy } from '../../browser/support/deploys.mjs'
import { test } from './test.mjs'

/** A test at the origin of a `proxy` that can lose the connection. */
export const proxiedTest = test
  .extend('proxy', async ({ task: _ }, { onCleanup }) => {
    const proxy = await startProxy(inject('origin'))
    onCleanup(() => proxy.close())
    return proxy
  })
  .extend('origin', ({ proxy }) => proxy.origin)
