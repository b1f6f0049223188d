interface Rules {
  createScriptURL: (url: string) => string
}

/** The policy returns objects. `Worker` and `register` take them, and have only texts in their types. */
interface TrustedTypes {
  createPolicy: (name: string, rules: Rules) => Rules
}

/** The scripts that may run as workers: the service worker and the barcode reader. */
const isWorkerPath = (path: string): boolean =>
  path === '/service-worker.js' || /^\/assets\/barcode-worker-[\w-]+\.js$/.test(path)

const checked = (url: string): string => {
  const { origin, pathname, search } = new URL(url, location.origin)
  if (origin === location.origin && isWorkerPath(pathname) && search === '') return url
  throw new TypeError('This script may not run as a worker.')
}

// Browsers without Trusted Types take the text itself. `web/public/_headers` allows this one policy.
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
const policy = trustedTypes?.createPolicy('bookplate-workers', { createScriptURL: checked })

/**
 * @param url of a worker's script, of this origin
 * @returns the value that `new Worker` and `serviceWorker.register` accept under the policy of the page
 * @throws TypeError for any other script
 */
export const workerUrl = (url: string): string => (policy ? policy.createScriptURL(url) : checked(url))
