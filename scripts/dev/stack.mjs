import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from './paths.mjs'

const place = /(file:\/\/\/[^\s()]+):(\d+):(\d+)/

const readMap = (file) => {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')))
  } catch {
    return undefined
  }
}

/**
 * Turns the places in a stack trace of the bundle into those of the source, and leaves out the frames of packages.
 * @param {string} stack lines of an error and its causes
 */
export const mapStack = (stack) => {
  const maps = new Map()
  const mapLine = (line) => {
    const [found, url, row, column] = place.exec(line) ?? []
    if (!found) return line
    const file = fileURLToPath(url)
    if (!maps.has(file)) maps.set(file, readMap(file))
    const origin = maps.get(file)?.findOrigin(Number(row), Number(column))
    if (!origin?.fileName) return line
    const source = relative(root, resolve(dirname(file), origin.fileName))
    return line.replace(found, `${source}:${origin.lineNumber}:${origin.columnNumber}`)
  }
  return stack
    .split('\n')
    .map(mapLine)
    .filter((line) => !/^\s*at .*node_modules/.test(line))
    .join('\n')
}
