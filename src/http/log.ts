type Level = 'info' | 'warn' | 'error'

const loggable = (value: unknown): unknown => {
  if (!(value instanceof Error)) return value
  return { name: value.name, message: value.message, stack: value.stack, cause: loggable(value.cause) }
}

/**
 * Writes one line of JSON. Workers Logs indexes it by field and adds the time. `requestId` names the response that the
 * client got.
 * @param fields must hold no password, token or URL
 */
export const logEvent = (level: Level, event: string, fields: Record<string, unknown>): void => {
  const logged = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, loggable(value)]))
  console[level](JSON.stringify({ level, event, ...logged }))
}
