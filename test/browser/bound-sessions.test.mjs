import { afterAll, beforeAll } from 'vitest'
import { openDevice } from './support/bound-browser.mjs'
import { password } from './support/reader.mjs'
import { startSecureService } from './support/secure-service.mjs'
import { test as base, expect } from './support/test.mjs'

const binding = 'POST /users/sessions/binding'
const proof = 'POST /users/sessions/binding/refresh'
const refresh = 'POST /users/refresh'

let service
beforeAll(async () => {
  service = await startSecureService()
})
afterAll(() => service?.close())

const newEmail = async () => {
  const email = `reader-${crypto.randomUUID()}@example.com`
  const { status } = await service.fetch(`${service.origin}/users`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Mary Shelley', email, password }),
  })
  expect(status).toBe(201)
  return email
}

/** Opens a browser with a profile of its own. */
const test = base.extend('open', ({ executablePath }, { onCleanup }) => {
  const devices = []
  Object.assign(service, {
    requests: [],
    responses: [],
    held: undefined,
    late: undefined,
    lost: undefined,
    failures: [],
  })
  onCleanup(() => Promise.all(devices.map((device) => device.close())))
  return async (options) => {
    const device = await openDevice(service, executablePath, options)
    devices.push(device)
    return device.context
  }
})

const waitForAccount = (page) => page.getByRole('heading', { name: 'Account', exact: true }).waitFor()
const waitForSignIn = (page) => page.getByRole('heading', { name: 'Open your library' }).waitFor()

const signIn = async (context, email) => {
  const page = await context.newPage()
  await page.goto('/#/account')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await waitForAccount(page)
  return page
}

const hasBoundCookie = async (context) =>
  (await context.cookies()).some(({ name }) => name === '__Host-bound')

const waitForBinding = (context) => expect.poll(() => hasBoundCookie(context)).toBe(true)

const responsesTo = (...names) =>
  service.responses.filter((response) => names.includes(response.slice(0, -' 200'.length)))

/** As 10 minutes after a proof: the browser has no bound cookie. */
const forgetBound = async (context) => {
  await context.clearCookies({ name: '__Host-bound' })
  Object.assign(service, { requests: [], responses: [] })
}

test('a sign-in binds the session, and the refreshes of two tabs wait for one proof of the key', async ({
  open,
}) => {
  const context = await open()
  const page = await signIn(context, await newEmail())
  await waitForBinding(context)
  expect(responsesTo(binding)).toEqual([`${binding} 200`])
  const other = await context.newPage()
  await other.goto('/#/account')
  await waitForAccount(other)

  await forgetBound(context)
  const { promise, resolve: release } = Promise.withResolvers()
  service.held = promise
  await Promise.all([page.reload(), other.reload()])
  await expect.poll(() => service.requests).toContain(proof)
  // Other requests do not wait.
  expect(await page.evaluate(async () => (await fetch('/health')).status)).toBe(200)
  expect(service.requests).not.toContain(refresh)
  release()
  await Promise.all([page, other].map(waitForAccount))
  expect(responsesTo(refresh, proof)).toEqual([
    `${proof} 403`,
    `${proof} 200`,
    `${refresh} 200`,
    `${refresh} 200`,
  ])
})

test('a tab that is opened while the device is registered waits for the response', async ({ open }) => {
  const context = await open()
  const { promise, resolve: release } = Promise.withResolvers()
  service.late = { name: binding, until: promise }
  await signIn(context, await newEmail())
  await expect.poll(() => service.requests).toContain(binding)
  const other = await context.newPage()
  await other.goto('/#/account')
  await expect.poll(() => responsesTo(refresh)).toEqual(Array(2).fill(`${refresh} 401`))
  expect(await hasBoundCookie(context)).toBe(false)
  release()
  await waitForAccount(other)
  expect(responsesTo(refresh, proof).at(-1)).toBe(`${refresh} 200`)
  expect(responsesTo(proof)).toEqual([])
})

test('a copied cookie jar is rejected 100 of 100 times in another browser, and its owner is told', async ({
  open,
}) => {
  const context = await open()
  const page = await signIn(context, await newEmail())
  await waitForBinding(context)
  await forgetBound(context)
  const jar = await context.cookies()
  expect(jar.map(({ name }) => name)).toContain('__Host-refresh')

  const thief = await open()
  await thief.addCookies(jar)
  const stolen = await thief.newPage()
  await stolen.goto('/docs')
  const codes = await stolen.evaluate(async () => {
    const send = async () => {
      const response = await fetch('/users/refresh', { method: 'POST' })
      return `${response.status} ${(await response.json()).error.code}`
    }
    const received = []
    for (let attempt = 0; attempt < 100; attempt++) received.push(await send())
    return received
  })
  expect(codes).toEqual(Array(100).fill('401 device_proof_required'))
  await stolen.goto('/#/account')
  await waitForSignIn(stolen)
  expect(responsesTo(binding, proof)).toEqual([])

  await page.reload()
  await waitForAccount(page)
  await page.getByText('The session was bound to its device').waitFor()
  await page.getByText('A device could not confirm its session').waitFor()
  expect(await page.getByText('A copied session was rejected').count()).toBe(0)

  // Another program is evidence of a copy.
  const Cookie = jar.map(({ name, value }) => `${name}=${value}`).join('; ')
  const headers = { Cookie, Origin: service.origin, 'User-Agent': 'curl/8.16.0' }
  expect((await service.fetch(`${service.origin}/users/refresh`, { method: 'POST', headers })).status).toBe(
    401,
  )
  await page.reload()
  await page.getByText('A copied session was rejected').waitFor()
})

test('after a sign-out the next reader of the browser has a session with a key of its own', async ({
  open,
}) => {
  const context = await open()
  const page = await signIn(context, await newEmail())
  await waitForBinding(context)
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await waitForSignIn(page)
  await expect.poll(() => hasBoundCookie(context)).toBe(false)
  await page.close()

  const next = await signIn(context, await newEmail())
  await waitForBinding(context)
  await forgetBound(context)
  await next.reload()
  await waitForAccount(next)
  // The browser asks for the session that was signed out once more, and then forgets it.
  expect(responsesTo(proof).at(-1)).toBe(`${proof} 200`)
  expect(responsesTo(refresh)).toEqual([`${refresh} 200`])
  await forgetBound(context)
  await next.reload()
  await waitForAccount(next)
  expect(responsesTo(refresh, proof)).toEqual([`${proof} 403`, `${proof} 200`, `${refresh} 200`])
})

test('a service that fails once, or limits a burst, neither ends the session nor its binding', async ({
  open,
}) => {
  const context = await open()
  const page = await signIn(context, await newEmail())
  await waitForBinding(context)
  await forgetBound(context)
  service.failures = [503]
  await page.reload()
  await waitForAccount(page)
  expect(responsesTo(refresh, proof)).toEqual([
    `${proof} 503`,
    `${refresh} 401`,
    `${proof} 403`,
    `${proof} 200`,
    `${refresh} 200`,
  ])
})

test('a browser without device-bound sessions continues as before', async ({ open }) => {
  const context = await open({ isBinding: false })
  const page = await signIn(context, await newEmail())
  await page.reload()
  await waitForAccount(page)
  expect(responsesTo(refresh, binding, proof)).toEqual([`${refresh} 200`])
})

test('a refresh whose response was lost is sent again with its key, also after the grace period', async ({
  open,
}) => {
  const context = await open({ isBinding: false })
  const page = await signIn(context, await newEmail())
  const keys = new Set()
  page.on('request', (request) => {
    if (request.url().endsWith('/users/refresh')) keys.add(request.headers()['idempotency-key'])
  })
  service.lost = refresh
  await page.reload()
  await expect.poll(() => service.requests.filter((name) => name === refresh).length).toBeGreaterThan(1)
  await new Promise((resolve) => setTimeout(resolve, 11_000))
  service.lost = undefined
  await page.reload()
  await waitForAccount(page)
  expect(responsesTo(refresh)).toEqual([`${refresh} 200`])
  expect([...keys]).toEqual([expect.stringMatching(/^[\w-]{22}$/)])
})
