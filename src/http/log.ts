type Level = 'info' | 'warn' | 'error'

const describe = (value: unknown): unknown => {
  if (!(value instanceof Error)) return value
  return { name: value.name, message: value.message, stack: value.stack, cause: describe(value.cause) }
}

/**
 * Writes one line of JSON, indexed by field in Workers Logs, which adds the time. Never give it a password, a token
 * or a URL; `requestId` ties it to the answer that the client got.
 */
export const logEvent = (level: Level, event: string, fields: Record<string, unknown>): void => {
  const described = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, describe(value)]))
  console[level](JSON.stringify({ level, event, ...described }))
}
