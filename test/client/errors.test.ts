import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { ApiError, createClient, NetworkError } from '../../client/index.ts'
import { origin } from '../support/client.ts'
import { failing, fetchWith } from '../support/worker.ts'
import { offline, open } from './service.ts'

const credentials = { email: 'unknown@example.com', password: 'Never-Heard-Of-7' }

const clientWith = (bindings: Partial<Env>) =>
  createClient({ baseUrl: origin, fetch: (input, init) => fetchWith(bindings, new Request(input, init)) })

/** @returns the reason of a rejected promise */
const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable(),
    (error: unknown) => error,
  )

describe('an error response', () => {
  it('is an ApiError with the error of each field', async () => {
    const json = { name: 'Mary', email: 'mary', password: 'short' }
    const error = await caught(open().client.api.users.$post({ json }))
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({
      name: 'ApiError',
      message: 'Some of the input is not valid.',
      status: 400,
      code: 'invalid_input',
      issues: expect.arrayContaining([{ path: 'email', message: 'Must be an email address.' }]),
      retryAfterSeconds: undefined,
      requestId: expect.any(String),
      body: { data: null },
    })
  })

  it('has the seconds to wait', async () => {
    const client = clientWith({ FREE_GUESSES: '1' })
    const email = `guessed-${crypto.randomUUID()}@example.com`
    const guess = () => caught(client.signIn({ ...credentials, email }))
    expect(await guess()).toMatchObject({ code: 'invalid_credentials', issues: [] })
    expect(await guess()).toMatchObject({
      status: 429,
      code: 'rate_limited',
      retryAfterSeconds: expect.any(Number),
    })
  })

  it('may have a body with data', async () => {
    const error = await caught(clientWith({ DB: failing(env.DB, ['batch']) }).api.health.$get())
    expect(error).toMatchObject({
      status: 503,
      code: 'service_unavailable',
      body: { data: { checks: { d1: 'failed', r2: 'ok' } } },
    })
  })

  it.each(['<h1>Bad gateway</h1>', '"Bad gateway"', 'null', ''])(
    'may come from a proxy: %s',
    async (body) => {
      const { client, intercept } = open()
      intercept(
        'GET /users',
        () => new Response(body, { status: 502, headers: { 'Retry-After': 'tomorrow' } }),
      )
      expect(await caught(client.api.users.$get())).toMatchObject({
        message: 'Unexpected response: 502',
        code: 'unexpected_response',
        issues: [],
        retryAfterSeconds: undefined,
        requestId: undefined,
      })
    },
  )
})

describe('a missing response', () => {
  it('is a NetworkError', async () => {
    const { client, intercept } = open()
    intercept('GET /users', offline)
    const error = await caught(client.api.users.$get())
    expect(error).toBeInstanceOf(NetworkError)
    expect(error).toMatchObject({ name: 'NetworkError', cause: expect.any(TypeError) })
  })

  it('is a NetworkError when an error response is incomplete', async () => {
    const { client, intercept } = open()
    const broken = () => new ReadableStream({ start: (controller) => controller.error(new Error('cut')) })
    intercept('GET /users', () => new Response(broken(), { status: 500 }))
    expect(await caught(client.api.users.$get())).toBeInstanceOf(NetworkError)
  })

  it('is the reason of the signal after an abort', async () => {
    const { client, intercept } = open()
    intercept('GET /users', offline)
    const init = { signal: AbortSignal.abort() }
    expect(await caught(client.api.users.$get({}, { init }))).toMatchObject({ name: 'AbortError' })
  })
})

it('returns a 304 to the caller', async () => {
  const { client, intercept } = open()
  intercept('GET /books/7', () => new Response(null, { status: 304 }))
  const response = await client.api.books[':id'].$get({ param: { id: '7' } })
  expect(response.status).toBe(304)
})
