import { requireScope } from '../../auth/require-scope.ts'
import { factory } from '../../http/env.ts'
import { limitBursts } from '../../http/rate-limit.ts'
import { uninterrupted } from '../../http/uninterrupted.ts'
import { validateBody } from '../../http/validate-body.ts'
import { acceptKey } from '../../idempotency/accept-key.ts'
import { once } from '../../idempotency/once.ts'
import { applyBatch } from './apply.ts'
import { batchContract } from './contract.ts'
import { maxBatchJsonBytes } from './limits.ts'
import { batchRequest } from './schema.ts'

// A batch is worth 200 changes, which have no limit of their own.
const limitBatches = limitBursts('BATCH_LIMIT', (c) => c.var.limitKey)
const validBatch = validateBody({ json: batchRequest, maxJsonBytes: maxBatchJsonBytes })

export const bookBatch = factory
  .createApp()

  .post(
    '/batch',
    batchContract,
    requireScope('books:write'),
    limitBatches,
    acceptKey,
    validBatch,
    async (c) => {
      const { operations } = c.req.valid('json')
      const work = once(c, [operations], (claim) => applyBatch(c, operations, claim))
      return c.var.respond(200, await uninterrupted(c, work))
    },
  )
