import { createScheduledController } from 'cloudflare:test'
import { app } from '../../src/app.ts'
import worker from '../../src/index.ts'
import { textsOf } from '../books/export/unzip.ts'
import { described } from '../support/client.ts'
import { mailFor } from '../support/worker.ts'
import type { Bindings, HeldCall } from './calls.ts'
import { drive } from './clock.ts'

let networks = 0

/** Makes the request of a scenario, as often as it is called. The work of a held call is not waited for. */
export type Send = (bindings: Bindings, held?: HeldCall) => Promise<Outcome>

/** @param hasMail whether the service sends mail. @returns a function that sends the same request, from a network that no burst limit knows */
export const sending = async (request: Request, hasMail = false): Promise<Send> => {
  const { method, url } = request
  const body = method === 'GET' || method === 'HEAD' ? null : await request.arrayBuffer()
  const headers = new Headers(request.headers)
  headers.set('CF-Connecting-IP', `2001:db8:${(++networks).toString(16)}::1`)
  const init = { method, headers, body: body?.byteLength ? body : null }
  const vars = hasMail ? { MAIL_FROM: 'books@books.example' } : mailFor(request)
  return (bindings, held) => send(bindings, new Request(url, init), vars, held)
}

/** The part of a response that a client sees. */
export interface Outcome {
  status: number
  /** Undefined if the body broke off. */
  body: string | undefined
}

/** Sends a request, and waits for the work after the response: all of it, or all but that of a held call. */
const send = async (
  bindings: Bindings,
  request: Request,
  vars: Partial<Env>,
  held?: HeldCall,
): Promise<Outcome> => {
  const background: Promise<unknown>[] = []
  const ctx = {
    waitUntil: (work: Promise<unknown>) => void background.push(work.catch(() => {})),
    passThroughOnException: () => {},
    props: {},
  } as unknown as ExecutionContext
  const received = receive(app.fetch(request.clone(), { ...bindings.env, ...vars }, ctx))
  await drive(bindings, received)
  const { response, body } = await received
  await drive(bindings, Promise.all(background), () => held?.isPending ?? false)
  const outcome = { status: response.status, body: body && textOf(response, body) }
  if (!body) return outcome
  const isEmpty = response.status === 204 || response.status === 304
  await described(request, Promise.resolve(new Response(isEmpty ? null : body, response)))
  return outcome
}

/** Of a ZIP the texts of its files: it has the time and the sums of bytes with ids. A ZIP that is not whole is an error. */
const textOf = ({ headers }: Response, body: Uint8Array): string =>
  headers.get('Content-Type') === 'application/zip'
    ? JSON.stringify(textsOf(body))
    : new TextDecoder('latin1').decode(body)

const receive = async (sent: Response | Promise<Response>) => {
  const response = await sent
  const body = await response.bytes().catch(() => undefined)
  return { response, body }
}

const runTrigger = async (bindings: Bindings, options: { scheduledTime?: Date; cron?: string }) => {
  const run = Promise.resolve(worker.scheduled(createScheduledController(options), bindings.env))
  const outcome = run.then(
    () => ({ status: 200, body: '' }),
    () => ({ status: 503, body: '{"error":{"code":"service_unavailable"}}' }),
  )
  await drive(bindings, outcome)
  return outcome
}

/** Runs the cron trigger of the maintenance `hours` from now. @returns 200, or 503 if it failed */
export const maintain = (bindings: Bindings, hours: number): Promise<Outcome> =>
  runTrigger(bindings, { scheduledTime: new Date(Date.now() + hours * 60 * 60 * 1000) })

/** Runs the cron trigger of webhooks. @returns 200, or 503 if it failed */
export const deliver = (bindings: Bindings): Promise<Outcome> => runTrigger(bindings, { cron: '* * * * *' })
