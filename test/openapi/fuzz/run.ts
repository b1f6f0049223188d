import { exports } from 'cloudflare:workers'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { multipart } from '../../books/multipart.ts'
import { errorOf, origin } from '../../support/client.ts'
import { type DescribedOperation, expectDescribed, operationOf } from '../../support/contract.ts'
import { fixture } from '../../support/makers.ts'
import { isLong, repetitions } from '../../support/repetitions.ts'
import { fetchWith, mailFor } from '../../support/worker.ts'
import type { PlannedBody, PlannedPart } from './bodies.ts'
import { type Plan, plansFor } from './plans.ts'
import { newWorld, type World } from './world.ts'

const isFixture = (value: string) => /^[\w-]+\.\w+$/.test(value)

const readFixture = async (name: string, brokenAt: number | undefined): Promise<Uint8Array> => {
  const bytes = await (await fixture(name)).bytes()
  if (brokenAt === undefined) return bytes
  const at = brokenAt % bytes.length
  return bytes.with(at, (bytes[at] ?? 0) ^ 0xff)
}

const writePart = async ({ write }: World, { name, value, filename, brokenAt }: PlannedPart) => ({
  name: await write(name),
  value: filename && isFixture(value) ? await readFixture(value, brokenAt) : await write(value),
  ...(filename && { headers: `; filename="${filename}"\r\nContent-Type: application/octet-stream` }),
})

const writeBody = async (world: World, body: PlannedBody) => {
  const type = body.type === undefined ? {} : { 'Content-Type': await world.write(body.type) }
  if ('text' in body) return { body: await world.write(body.text), headers: type }
  if ('bytes' in body) return { body: new Uint8Array(body.bytes), headers: type }
  const form = multipart(await Promise.all(body.parts.map((part) => writePart(world, part))), body.boundary)
  return { body: form.body, headers: { ...form.headers, ...type } }
}

const writeAll = async (world: World, texts: Record<string, string>) => {
  const entries = Object.entries(texts).map(async ([name, text]) => [name, await world.write(text)] as const)
  return Object.fromEntries(await Promise.all(entries))
}

const writeUrl = async (world: World, { path, parameters, isRaw, query }: Plan): Promise<string> => {
  const values = await writeAll(world, parameters)
  const encode = isRaw ? String : (text: string) => encodeURIComponent(text.toWellFormed())
  const search = new URLSearchParams()
  for (const [name, value] of query) search.append(await world.write(name), await world.write(value))
  const pathname = path.replace(/\{(\w+)\}/g, (_, name) => encode(values[name] ?? ''))
  return `${origin}${pathname}${search.size > 0 ? `?${search}` : ''}`
}

const writeRequest = async (world: World, plan: Plan): Promise<Request> => {
  const { body, headers } = plan.body ? await writeBody(world, plan.body) : {}
  const isBodiless = plan.method === 'GET' || plan.method === 'HEAD'
  return new Request(await writeUrl(world, plan), {
    method: plan.method,
    headers: { ...headers, ...(await writeAll(world, plan.headers)) },
    body: isBodiless || body === undefined ? null : body,
  })
}

// A provider has a budget, and some words make that of the tests fail.
const expected = ['lookup_unavailable']

/** Only a replaced binding needs `fetchWith`. */
const send = (request: Request): Promise<Response> =>
  Object.keys(mailFor(request)).length > 0 ? fetchWith({}, request) : exports.default.fetch(request)

const expectSound = async (request: Request, response: Response): Promise<void> => {
  const isFailure = response.status >= 500 && !expected.includes((await errorOf(response.clone()))[1] ?? '')
  expect([response.status, isFailure]).toEqual([response.status, false])
  // A hostile path may name no operation.
  if (operationOf(request)) await expectDescribed(request, response)
  else expect([404, 405]).toContain(response.status)
}

/**
 * These need a signature, a code of an app, a mail or an account with factors. The generator has none of them; tests of their
 * own make these operations succeed.
 */
const neverSucceed = new Set([
  ...['addPasskey', 'renamePasskey', 'removePasskey', 'signInWithPasskey', 'signUpWithPasskey'],
  ...['confirmTotp', 'removeTotp', 'makeRecoveryCodes', 'testRecoveryCode', 'completeSignIn'],
  ...['useEmailLink', 'resetPassword', 'keepFactors', 'bindSession', 'refreshBinding'],
  'removeFactorsOfUser',
])

/** In the long run, each operation must succeed and fail at least once. The usual run is too short for that. */
const expectBoth = (outcomes: Map<string, Set<'success' | 'error'>>) => {
  for (const [operation, seen] of outcomes)
    expect([operation, ...[...seen].toSorted()]).toEqual(
      neverSucceed.has(operation) ? [operation, 'error'] : [operation, 'error', 'success'],
    )
}

/**
 * Sends requests that the document allows, and many that it does not. Each response must be described, and none may be
 * a failure of the service.
 * @param isWanted selects the operations
 * @param seed of the generator: the same seed makes the same requests
 */
export const fuzz = (name: string, isWanted: (operation: DescribedOperation) => boolean, seed: number) => {
  const count = repetitions(100, 2500)
  it(`${name} have described responses (${count} requests, seed ${seed})`, async () => {
    const world = newWorld()
    const outcomes = new Map<string, Set<'success' | 'error'>>()
    const property = fc.asyncProperty(plansFor(isWanted), async (plan) => {
      const request = await writeRequest(world, plan)
      const response = await send(request)
      await expectSound(request, response)
      const seen = outcomes.get(plan.operation) ?? new Set()
      outcomes.set(plan.operation, seen.add(response.status < 400 ? 'success' : 'error'))
      await world.learn(plan, response)
    })
    await fc.assert(property, { seed, numRuns: count, endOnFailure: true })
    if (isLong) expectBoth(outcomes)
  })
}
