import { describe, expect, it } from 'vitest'
import { describedRefusals as codesOf, document } from '../support/contract.ts'
import { fetchWith } from '../support/worker.ts'
import { causeError } from './errors.ts'
import { attemptFor } from './successes.ts'

const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, { responses }]) => ({
    name: `${method.toUpperCase()} ${path}`,
    responses,
  })),
)

const successes = operations.flatMap(({ name, responses }) =>
  Object.entries(responses)
    .filter(([, response]) => codesOf(response).length === 0)
    .map(([status]) => ({ name, status })),
)

const errors = operations.flatMap(({ name, responses }) =>
  Object.entries(responses).flatMap(([status, response]) =>
    codesOf(response).map((code) => ({ name, status: Number(status), code })),
  ),
)

// `fetchWith` compares each response with the document.

describe('a success that the document describes occurs', () => {
  it.concurrent.each(successes)('$name: $status', async ({ name, status }) => {
    const { request, bindings } = await attemptFor(name, status)
    expect((await fetchWith(bindings ?? {}, request)).status).toBe(Number(status))
  })
})

/** Its request changes the role of every user. */
const isAlone = ({ code }: { code: string }) => code === 'last_admin'

describe('an error that the document describes occurs', () => {
  const check = async ({ name, status, code }: (typeof errors)[number]) => {
    const { request, bindings } = await causeError(code, name)
    const response = await fetchWith(bindings ?? {}, request)
    const { error } = await response.json<{ error: { code: string } }>()
    expect([response.status, error.code]).toEqual([status, code])
  }

  it.concurrent.each(errors.filter((one) => !isAlone(one)))('$name: $status $code', check)
  it.each(errors.filter(isAlone))('$name: $status $code', check)
})
