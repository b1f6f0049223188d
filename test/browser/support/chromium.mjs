import { chromium } from 'playwright-core'
import { findExecutable } from './executable.mjs'

const browsers = {
  commands: [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'chrome',
    'microsoft-edge',
    'msedge',
  ],
  applications: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (name) => `${name}.app/Contents/MacOS/${name}`,
  ),
  programs: ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'],
}

/** @returns the path in `CHROME_PATH`, or the first Chrome, Chromium or Edge that is found */
export const findChromium = () => {
  const found = process.env.CHROME_PATH ?? findExecutable(browsers)
  if (found) return found
  throw new Error('No Chrome, Chromium or Edge was found. Install one, or set CHROME_PATH to its path.')
}

const shells = {
  commands: ['chromium-headless-shell', 'chrome-headless-shell'],
  applications: [],
  programs: [],
}

/**
 * The headless shell of Chromium has the same engine without the windows, menus and installation of a browser, so a page
 * opens in a fraction of the time.
 * @returns the path in `CHROME_PATH`, or of a headless shell, or of a browser if none is installed
 */
export const findHeadless = () => process.env.CHROME_PATH ?? findExecutable(shells) ?? findChromium()

const ownArgs = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Starts a headless browser that sends no requests of its own.
 * @param options of its one context, and `profile`, the folder that keeps it; without them it is a browser for many contexts
 */
export const launchChromium = (executablePath = findChromium(), args = [], options = undefined) => {
  const launch = {
    executablePath,
    // The sandbox of Chromium does not work for root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [...ownArgs, ...args],
  }
  if (!options) return chromium.launch(launch)
  const { profile, ...ofContext } = options
  return chromium.launchPersistentContext(profile, { ...launch, ...ofContext })
}
