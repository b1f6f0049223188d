import { mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/** Starts an empty log. @param {string} path @returns {(line: string) => string} logs a line and returns it as plain text */
export const openLog = (path) => {
  mkdirSync(dirname(path), { recursive: true })
  const file = openSync(path, 'w', 0o600)
  return (line) => {
    const text = stripVTControlCharacters(line).trimEnd()
    writeSync(file, `${text}\n`)
    return text
  }
}
