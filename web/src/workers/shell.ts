import { workerUrl } from './worker-url.ts'

const script = '/service-worker.js'
const checkEveryMs = 60 * 60 * 1000
/** At most this often when the reader returns to the tab. */
const minCheckMs = 5 * 60 * 1000

/** The version of this page, see scripts/shell.mjs. */
const { shell: version } = document.documentElement.dataset

/** Tells the service worker at once that this tab needs the files of its version: another tab may change it. */
export const holdFiles = (): void => {
  if (version === undefined) return
  void navigator.locks?.request(`bookplate:shell:${version}`, { mode: 'shared' }, () => new Promise(() => {}))
}

/** Whether the service responds and has no working script there. Its own failure is temporary. */
const isScriptGone = async (): Promise<boolean> =>
  fetch(script, { method: 'HEAD', cache: 'no-store' }).then(
    ({ status }) => status < 500,
    () => false,
  )

/** Without its script the service worker would never change again, so the app continues without it. */
const removeAll = async () => {
  const registrations = await navigator.serviceWorker.getRegistrations()
  await Promise.all(registrations.map((registration) => registration.unregister()))
  const names = (await caches.keys()).filter((name) => name.startsWith('bookplate:shell:'))
  await Promise.all(names.map((name) => caches.delete(name)))
}

const repairing = (check: Promise<unknown> | undefined) =>
  Promise.resolve(check).catch(async () => {
    if (await isScriptGone()) await removeAll()
  })

const checkRegularly = (registration: ServiceWorkerRegistration) => {
  let last = Date.now()
  const check = () => {
    if (document.visibilityState !== 'visible' || Date.now() - last < minCheckMs) return
    last = Date.now()
    void repairing(registration.update())
  }
  setInterval(check, checkEveryMs)
  document.addEventListener('visibilitychange', check)
}

const register = async () => {
  const registration = await navigator.serviceWorker.register(workerUrl(script), { updateViaCache: 'none' })
  // Undefined where a test has switched service workers off.
  if (!registration) return
  registration.active?.postMessage('version')
  checkRegularly(registration)
}

/**
 * Keeps the app for opening without a connection.
 * @param onNewVersion called once, when another version than that of this page is installed
 */
export const startShell = (onNewVersion: () => void): void => {
  if (!('serviceWorker' in navigator) || version === undefined) return
  let isTold = false
  navigator.serviceWorker.addEventListener('message', ({ data }) => {
    if (isTold || typeof data?.shell !== 'string' || data.shell === version) return
    isTold = true
    onNewVersion()
  })
  navigator.serviceWorker.startMessages()
  void repairing(register())
}
