import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'

const versionOf = (path) => spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout?.trim()

/** @returns version and path of each Node on this machine: the Node of the tests, and those of the PATH */
export const findNodes = () => {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const candidates = [process.execPath, ...folders.map((folder) => join(folder, name))]
  const found = candidates.map((path) => [versionOf(path), path]).filter(([version]) => version)
  return [...new Map(found.reverse())].reverse()
}
