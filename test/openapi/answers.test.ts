import { describe, expect, it } from 'vitest'
import type { ErrorCode } from '../../src/http/errors.ts'
import { describedRefusals, document, expectDescribed } from '../support/contract.ts'
import { fetchWith } from '../support/worker.ts'
import { attemptFor } from './granted.ts'
import { provoke } from './refused.ts'

const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, { responses }]) => ({
    name: `${method.toUpperCase()} ${path}`,
    responses,
  })),
)

const codesOf = describedRefusals

const granted = operations.flatMap(({ name, responses }) =>
  Object.entries(responses)
    .filter(([, response]) => codesOf(response).length === 0)
    .map(([status]) => ({ name, status })),
)

const refused = operations.flatMap(({ name, responses }) =>
  Object.entries(responses).flatMap(([status, response]) =>
    codesOf(response).map((code) => ({ name, status: Number(status), code })),
  ),
)

describe('is answered as the document says', () => {
  it.each(granted)('$name: $status', async ({ name, status }) => {
    const { request, bindings } = await attemptFor(name, status)
    const response = await fetchWith(bindings ?? {}, request)
    expect(response.status).toBe(Number(status))
    await expectDescribed(request, response)
  })
})

describe('is refused as the document says', () => {
  it.concurrent.each(refused)('$name: $status $code', async ({ name, status, code }) => {
    const { request, bindings } = (await provoke[code as ErrorCode]?.(name)) ?? {}
    if (!request) throw new Error(`Nobody knows how to be refused with ${code}`)
    const response = await fetchWith(bindings ?? {}, request)
    await expectDescribed(request, response)
    const { error } = await response.json<{ error: { code: string } }>()
    expect([response.status, error.code]).toEqual([status, code])
  })
})
