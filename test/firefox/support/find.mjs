import { findExecutable } from '../../browser/support/executable.mjs'

/** @returns the path in `FIREFOX_PATH`, or the first Firefox that is found */
export const findFirefox = () => {
  const found =
    process.env.FIREFOX_PATH ??
    findExecutable({
      commands: ['firefox-esr', 'firefox'],
      applications: ['Firefox.app/Contents/MacOS/firefox'],
      programs: ['Mozilla Firefox/firefox.exe'],
    })
  if (found) return found
  throw new Error('No Firefox was found. Install one, or set FIREFOX_PATH to its path.')
}
