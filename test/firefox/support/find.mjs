import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const { env, platform } = process

/** The possible paths of Firefox: first on PATH, then in the program folders of macOS and Windows. */
const candidates = () => {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean)
  const onPath = ['firefox-esr', 'firefox'].flatMap((name) => folders.map((folder) => join(folder, name)))
  if (platform === 'darwin') return [...onPath, '/Applications/Firefox.app/Contents/MacOS/firefox']
  if (platform !== 'win32') return onPath
  const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)']].filter(Boolean)
  return roots.map((root) => join(root, 'Mozilla Firefox/firefox.exe'))
}

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** @returns the path in `FIREFOX_PATH`, or the first Firefox that is found */
export const findFirefox = () => {
  const found = env.FIREFOX_PATH ?? candidates().find(isExecutable)
  if (found) return found
  throw new Error('No Firefox was found. Install one, or set FIREFOX_PATH to its path.')
}
