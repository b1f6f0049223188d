/** The part of a stream that arrives, and its end. */
export type StreamFault = 'broken' | 'stalled'

/**
 * @param source is read to its end first, inside `counted`, so that the harness knows when it is being read
 * @param fault the stream ends after half of its bytes: with an error, or never
 * @returns the same bytes, as a byte stream like those of the platform
 */
export const relayed = (
  source: ReadableStream<Uint8Array>,
  counted: <T>(work: () => Promise<T>) => Promise<T>,
  fault?: StreamFault,
): ReadableStream<Uint8Array> => {
  let bytes: Uint8Array | undefined
  return new ReadableStream({
    type: 'bytes',
    pull: async (controller) => {
      if (bytes) {
        if (fault === 'broken') controller.error(new Error('Network connection lost.'))
        // A read that waits for the end of a stalled stream never returns.
        return
      }
      bytes = await counted(() => new Response(source).bytes())
      const part = fault ? bytes.slice(0, bytes.length >> 1) : bytes
      if (part.length > 0) controller.enqueue(part)
      if (fault) return
      controller.close()
      // The reader that waits with a buffer of its own gets the end only so.
      controller.byobRequest?.respond(0)
    },
  })
}

const readers = new Set<string | symbol>(['arrayBuffer', 'blob', 'bytes', 'json', 'text'])

/**
 * A result of a binding, such as a file of R2, whose streams are relayed.
 * @param onStream is called when the service reads a stream of the result
 */
export const withStreams = <T extends object>(
  result: T,
  counted: <R>(work: () => Promise<R>) => Promise<R>,
  onStream: () => StreamFault | undefined,
): T => {
  const relay = (value: unknown) => {
    if (value instanceof ReadableStream) return relayed(value, counted, onStream())
    if (value instanceof Response)
      return new Response(relayed(value.body as ReadableStream, counted, onStream()), value)
    return value
  }
  return new Proxy(result, {
    get: (target, key) => {
      const member: unknown = Reflect.get(target, key)
      if (typeof member !== 'function') return relay(member)
      if (!readers.has(key)) return (...args: unknown[]) => relay(Reflect.apply(member, target, args))
      return async () => {
        const { body } = target as unknown as Response
        const response = new Response(relay(body) as ReadableStream)
        return Reflect.apply(Reflect.get(response, key), response, [])
      }
    },
  })
}
