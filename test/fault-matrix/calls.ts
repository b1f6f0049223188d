import { env } from 'cloudflare:workers'
import { type StreamFault, withStreams } from './streams.ts'

/** An operation of a binding, such as `DB.batch`, and its number among the calls of that operation. */
export interface Call {
  operation: string
  nth: number
}

export interface RecordedCall extends Call {
  /** Whether the service read a stream of the result. */
  hasStream: boolean
}

/** Decides how a call ends. @param run does its work */
export type Interception = (run: () => Promise<unknown>) => Promise<unknown>

interface Plan {
  target?: Call
  intercept?: Interception
  stream?: StreamFault
}

const lost = () => new Error('Network connection lost.')

/** A call that does not respond until the harness says so. */
export class HeldCall {
  #run: (() => Promise<unknown>) | undefined
  readonly #response = Promise.withResolvers<unknown>()

  readonly intercept: Interception = (run) => {
    this.#run = run
    return this.#response.promise
  }

  get isPending(): boolean {
    return this.#run !== undefined
  }

  /** Does the work of the call now, and responds. */
  async complete(): Promise<void> {
    const run = this.#run
    this.#run = undefined
    await run?.().then(this.#response.resolve, this.#response.reject)
  }

  /** Ends the call without its work. */
  drop(): void {
    this.#run = undefined
    this.#response.promise.catch(() => {})
    this.#response.reject(lost())
  }
}

export const failBefore: Interception = () => Promise.reject(lost())

export const failAfter: Interception = async (run) => {
  await run()
  throw lost()
}

const ofTests = /^(?:FIXTURES|TEST_.*|__VITEST_.*)$/
const raws = new WeakMap<object, object>()
const rawOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(rawOf)
  return typeof value === 'object' && value !== null ? (raws.get(value) ?? value) : value
}

/** All bindings of the service. Each asynchronous operation is a call, which is recorded and can fail. */
export class Bindings {
  readonly env: Env
  #plan: Plan = {}
  #calls: RecordedCall[] = []
  #running = 0

  constructor() {
    const bindings = { ...env, MAIL: { send: async () => ({ messageId: 'sent' }) } }
    const entries = Object.entries(bindings).filter(([name]) => !ofTests.test(name))
    this.env = Object.fromEntries(
      entries.map(([name, value]) => [
        name,
        typeof value === 'object' && value !== null ? this.#wrap(value, name) : value,
      ]),
    ) as unknown as Env
  }

  /** Whether the platform works for the service at the moment. A call that hangs does not count. */
  get isBusy(): boolean {
    return this.#running > 0
  }

  /** Requests to providers of book data are waited for, and do not fail here: test/lookup lets them fail. */
  countRequests(): void {
    const send = globalThis.fetch
    globalThis.fetch = (...args) =>
      this.#counted(async () => {
        const response = await send(...args)
        return new Response(await response.arrayBuffer(), response)
      })
  }

  /**
   * Begins a new list of calls, as in a new isolate: it has read no file of the assets.
   * @param plan of the call that fails, if any
   */
  record(plan: Plan = {}): RecordedCall[] {
    this.env.ASSETS = this.#wrap(env.ASSETS, 'ASSETS')
    this.#plan = plan
    this.#calls = []
    return this.#calls
  }

  readonly #counted = async <T>(work: () => Promise<T>): Promise<T> => {
    this.#running++
    try {
      return await work()
    } finally {
      this.#running--
    }
  }

  #wrap<T extends object>(binding: T, name: string): T {
    const proxy = new Proxy(binding, {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key)
        if (typeof member !== 'function') return member
        return (...args: unknown[]) => {
          const run = () => Reflect.apply(member, target, args.map(rawOf)) as unknown
          return this.#call(`${name}.${String(key)}`, name, run)
        }
      },
    })
    raws.set(proxy, binding)
    return proxy
  }

  #call(operation: string, name: string, run: () => unknown): unknown {
    const nth = this.#calls.filter((call) => call.operation === operation).length + 1
    const { target, intercept, stream } = this.#plan
    const isTarget = target?.operation === operation && target.nth === nth
    const call = { operation, nth, hasStream: false }
    const onStream = () => {
      call.hasStream = true
      return isTarget ? stream : undefined
    }
    const settled = (work: unknown) =>
      this.#counted(async () => {
        const result = await work
        const isPlain = Array.isArray(result) || Object.getPrototypeOf(result ?? {}) === Object.prototype
        return typeof result === 'object' && result !== null && !isPlain
          ? withStreams(result, this.#counted, onStream)
          : result
      })
    if (isTarget && intercept) {
      this.#calls.push(call)
      return intercept(() => settled(run()))
    }
    const result = run()
    if (result instanceof Promise) {
      this.#calls.push(call)
      return settled(result)
    }
    // A session, a prepared statement, a chain of transformations.
    return typeof result === 'object' && result !== null ? this.#wrap(result, name) : result
  }
}
