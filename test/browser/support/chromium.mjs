import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

const { env, platform } = process

const commands = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
]

const applications = ['Google Chrome', 'Chromium', 'Microsoft Edge']
const programs = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe']

/** The possible paths of a browser: first on PATH, then in the program folders of macOS and Windows. */
const candidates = () => {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean)
  const onPath = commands.flatMap((name) => folders.map((folder) => join(folder, name)))
  if (platform === 'darwin') {
    return [...onPath, ...applications.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)]
  }
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean)
    return roots.flatMap((root) => programs.map((program) => join(root, program)))
  }
  return onPath
}

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** @returns the path in `CHROME_PATH`, or the first Chrome, Chromium or Edge that is found */
export const findChromium = () => {
  const found = env.CHROME_PATH ?? candidates().find(isExecutable)
  if (found) return found
  throw new Error('No Chrome, Chromium or Edge was found. Install one, or set CHROME_PATH to its path.')
}

/** Starts a headless browser that sends no requests of its own. */
export const launchChromium = (executablePath = findChromium(), args = []) =>
  chromium.launch({
    executablePath,
    // The sandbox of Chromium does not work for root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...args,
    ],
  })
