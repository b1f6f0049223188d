import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchChromium } from './chromium.mjs'

// A key in software stands for that of a TPM, which a machine for tests does not have.
const boundSessions =
  '--enable-features=DeviceBoundSessions,EnableBoundSessionCredentialsSoftwareKeysForManualTesting'

/**
 * Starts a browser with a profile of its own: its keys are those of one device.
 * @param isBinding whether it has device-bound sessions
 * @returns its context, and a function that closes it and deletes the profile
 */
export const openDevice = async (service, executablePath, { isBinding = true } = {}) => {
  const profile = await mkdtemp(join(tmpdir(), 'bookplate-profile-'))
  const pin = `--ignore-certificate-errors-spki-list=${service.pin}`
  const context = await launchChromium(executablePath, [pin, ...(isBinding ? [boundSessions] : [])], {
    profile,
    baseURL: service.origin,
    serviceWorkers: 'block',
    locale: 'en-GB',
  })
  context.setDefaultTimeout(60_000)
  const close = async () => {
    await context.close()
    // The processes of the browser write a little longer.
    await rm(profile, { recursive: true, force: true, maxRetries: 10 })
  }
  return { context, close }
}
