type Level = 'info' | 'warn' | 'error'

/** @param withStack false for ordinary errors of clients, which are no reason to look at the code */
const loggable = (value: unknown, withStack: boolean): unknown => {
  if (!(value instanceof Error)) return value
  const { name, message, stack, cause } = value
  return { name, message, ...(withStack && { stack }), cause: loggable(cause, withStack) }
}

/**
 * Writes one line of JSON. Workers Logs indexes it by field and adds the time. `requestId` names the response that the
 * client got.
 * @param fields must hold no password, token or URL
 */
export const logEvent = (level: Level, event: string, fields: Record<string, unknown>): void => {
  const withStack = level !== 'info'
  const logged = Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, loggable(value, withStack)]),
  )
  console[level](JSON.stringify({ level, event, ...logged }))
}
