import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { dirname, relative, resolve } from 'node:path'
import { root } from '../dev/paths.mjs'

const position = /\bindex\.js:(\d+):(\d+)/g

/**
 * @param {string} script the path of a bundled Worker, beside its source map
 * @returns {(log: string) => string} replaces each position in the bundle by the file, line and column of the source
 */
export const sourceReader = (script) => {
  const map = new SourceMap(JSON.parse(readFileSync(`${script}.map`, 'utf8')))
  return (log) =>
    log.replace(position, (found, line, column) => {
      const entry = map.findEntry(line - 1, column - 1)
      // The nearest entry before a position may be on an earlier line: then the position is of another bundle.
      if (entry.generatedLine !== line - 1) return found
      const file = relative(root, resolve(dirname(script), entry.originalSource))
      return `${file}:${entry.originalLine + 1}:${entry.originalColumn + 1}`
    })
}
