import Bowser from 'bowser'

/** @returns what people call the device that a `User-Agent` header comes from: `Firefox on Windows`, `curl`; null when it says nothing */
export const deviceName = (userAgent: string): string | null => {
  if (userAgent === '') return null
  const { browser, os } = Bowser.parse(userAgent)
  if (browser.name && os.name) return `${browser.name} on ${os.name}`
  // Not a browser: by convention the name of the product comes first, then a slash and its version.
  return browser.name || userAgent.split(/[/\s]/, 1)[0] || null
}
