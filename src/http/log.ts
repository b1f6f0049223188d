type Level = 'info' | 'warn' | 'error'

/**
 * @param hasStack whether to say where the error arose: for failures of the service, not for errors of clients
 * @returns `value` as JSON can hold it
 */
export const loggable = (value: unknown, hasStack: boolean): unknown => {
  if (!(value instanceof Error)) return value
  // Its message and its stack quote the text that could not be parsed: a cursor, a token or a setting.
  if (value instanceof SyntaxError) return { name: value.name }
  const { name, message, stack, cause } = value
  return { name, message, ...(hasStack && { stack }), cause: loggable(cause, hasStack) }
}

/** A word of a standard, such as `null`, `inline` or `script-src-elem`. */
const word = /^[a-z-]{1,30}$/

/** @returns text of a client for the log, if it is a word: other text may be a secret, or name a person */
export const loggableWord = (text: string): string => (word.test(text) ? text : 'malformed')

/** @returns the origin of a client's URL for the log: the rest may contain a token or an email */
export const loggableOrigin = (url: string): string =>
  URL.canParse(url) ? new URL(url).origin.slice(0, 100) : loggableWord(url)

// An isolate runs one version of the Worker.
let version: string | undefined

/** Names the deployed version of the Worker in every line from now on. */
export const nameVersion = ({ CF_VERSION_METADATA }: Pick<Env, 'CF_VERSION_METADATA'>): void => {
  version = CF_VERSION_METADATA?.id
}

/** Writes one line of JSON. Workers Logs indexes it by field and adds the time. @param fields as for `logEvent` */
export const writeLine = (level: Level, event: string, fields: Record<string, unknown>): void =>
  console[level](JSON.stringify({ level, event, ...fields, version }))

/**
 * Logs an event besides the line of its request. `requestId` names the response that the client got.
 * @param fields must hold no password, token, email or URL
 */
export const logEvent = (level: Level, event: string, fields: Record<string, unknown>): void =>
  writeLine(
    level,
    event,
    Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [key, loggable(value, level !== 'info')]),
    ),
  )
