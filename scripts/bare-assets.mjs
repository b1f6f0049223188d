import { fileURLToPath } from 'node:url'

/** The assets of a Worker that runs without the web app: a sign-up needs the list of common passwords among them. */
export const bareAssets = {
  directory: fileURLToPath(new URL('../web/public', import.meta.url)),
  binding: 'ASSETS',
}
