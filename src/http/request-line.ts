import type { Context } from 'hono'
import { type AppEnv, factory, type RequestContext, type RequestLine } from './env.ts'
import { renderError } from './errors.ts'
import { loggable, nameVersion, writeLine } from './log.ts'
import { writeMetrics } from './metrics.ts'

/** The end of a streamed body: the client went away, or the stream failed. */
type Ending = { isAbandoned?: boolean; breakOff?: unknown }

/**
 * One line for each request. It names the route by its pattern: a path may hold the key of a cover, and a query a token.
 * The clock of a Worker stands still while it computes, so `durationMs` is the time that the request waited.
 */
const write = (c: Context<AppEnv>, { isAbandoned, breakOff }: Ending = {}): void => {
  const { requestId, callerId, failure, line } = c.var
  const { startedAt, fields } = line
  const { status } = c.res
  // Absent if the configuration is broken.
  const used = c.get('db')?.usage
  const isFailure = status >= 500
  const cause = breakOff ?? failure?.cause
  const metrics = {
    method: c.req.method,
    route: c.req.routePath,
    status,
    code: failure?.code,
    durationMs: Date.now() - startedAt,
    d1Trips: used?.trips ?? 0,
    d1Ms: used?.waitedMs ?? 0,
    d1RowsRead: used?.rowsRead ?? 0,
    d1RowsWritten: used?.rowsWritten ?? 0,
  }
  writeMetrics(c.env, metrics)
  writeLine(isFailure ? 'error' : breakOff === undefined ? 'info' : 'warn', 'request', {
    requestId,
    ...metrics,
    userId: callerId,
    ...fields,
    ...(isAbandoned && { abandoned: true }),
    ...(breakOff !== undefined && { brokeOff: true }),
    ...(cause !== undefined && { cause: loggable(cause, isFailure || breakOff !== undefined) }),
  })
}

/** Logs every request when its response is complete: after the headers, or after the last byte of a stream. */
export const requestLine = factory.createMiddleware(async (c, next) => {
  nameVersion(c.env)
  const line: RequestLine = { startedAt: Date.now() }
  c.set('line', line)
  try {
    await next()
  } catch (cause) {
    // Hono gives only an Error to its error handler. Anything else would end in a page of the platform, without a line.
    c.res = await renderError(new Error('A value was thrown that is no error', { cause }), c)
  }
  const { streamed } = line
  if (!streamed) return write(c)
  c.executionCtx.waitUntil(
    streamed.then(
      (end) => write(c, { isAbandoned: end === 'abandoned' }),
      (cause) => write(c, { breakOff: cause ?? 'no reason was given' }),
    ),
  )
})

const send = async (source: ReadableStream, writable: WritableStream): Promise<'sent' | 'abandoned'> => {
  try {
    await source.pipeTo(writable, { preventAbort: true })
    return 'sent'
  } catch (cause) {
    const writer = writable.getWriter()
    // An errored stream has no size: the client has closed the connection. Otherwise the source has failed. A pipe between
    // two streams of the platform says it by its message only.
    const isAbandoned = writer.desiredSize === null || String(cause).includes('Stream was cancelled')
    // It rejects with `cause` if the client has closed the stream already.
    await writer.abort(cause).catch(() => {})
    if (isAbandoned) return 'abandoned'
    throw cause
  }
}

/**
 * Sends a stream, and has the line of the request say why it broke off, if it does.
 * @param bytes the length of the body, if it is known
 * @returns the stream to respond with
 */
export const watchedStream = (
  c: RequestContext,
  source: ReadableStream<Uint8Array>,
  bytes?: number,
): ReadableStream<Uint8Array> => {
  // The response to HEAD has no body, so the stream would never end.
  if (c.req.method === 'HEAD') return source
  const { readable, writable } =
    bytes === undefined ? new IdentityTransformStream() : new FixedLengthStream(bytes)
  c.var.line.streamed = send(source, writable)
  return readable
}
