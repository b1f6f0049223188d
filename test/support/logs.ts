import { env } from 'cloudflare:workers'
import { secretsIn } from './secrets.ts'

type Line = Record<string, unknown>
type Level = 'debug' | 'log' | 'info' | 'warn' | 'error'

const levels: Level[] = ['debug', 'log', 'info', 'warn', 'error']
const maxKept = 5000

let lines: string[] = []
let found: string[] = []
const hidden = new Set<string>()

/** Values that the log must not hold. A short one could be a part of any line. */
export const hide = (...values: (string | undefined)[]): void => {
  for (const value of values) if (value !== undefined && value.length >= 8) hidden.add(value)
}

const search = (searched: string[]): void => {
  if (searched.length > 0) found.push(...secretsIn(searched, hidden))
}

const isOurs = (text: unknown): text is string => typeof text === 'string' && text.startsWith('{"level":')

const keep = (line: string): void => {
  lines.push(line)
  // The rest is searched later: a secret may be made known just after its line.
  if (lines.length > 2 * maxKept) search(lines.splice(0, maxKept))
}

let printed: Partial<Record<Level, (...args: unknown[]) => void>> = {}

/** Keeps the lines of the service instead of printing them: printing costs more than the request. */
export const captureLog = (): void => {
  lines = []
  found = []
  hidden.clear()
  hide(env.SECRET_KEY, ...JSON.parse(env.JWT_KEYS).keys.map(({ d }: { d?: string }) => d))
  printed = Object.fromEntries(levels.map((level) => [level, console[level]]))
  for (const level of levels) {
    console[level] = (...args: unknown[]): void => {
      const [text] = args
      if (isOurs(text)) keep(text)
      else {
        search([args.map(String).join(' ')])
        printed[level]?.(...args)
      }
    }
  }
}

/** The lines that the service has written since the test began. */
export const linesOfTest = (): Line[] => lines.map((text) => JSON.parse(text))

/** The last line of a request that the service has written. */
export const lineOfRequest = (): Line | undefined =>
  linesOfTest().findLast(({ event }) => event === 'request')

/** Searches the lines of a test and forgets them. @param hasFailed prints them before */
export const endTest = (hasFailed: boolean): void => {
  search(lines)
  if (hasFailed) for (const line of lines) printed.info?.(line)
  lines = []
}

/** @returns what the log should not have had so far, and forgets it */
export const takeFound = (): string[] => {
  endTest(false)
  return found.splice(0)
}

/** Gives the console back to the next test file. @returns what the log should not have had */
export const releaseLog = (): string[] => {
  Object.assign(console, printed)
  return takeFound()
}
