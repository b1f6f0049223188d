import { fileURLToPath } from 'node:url'

/** The assets of a Worker without the web app. Among the few files is the list of common passwords, which a sign-up needs. */
export const passwordList = {
  directory: fileURLToPath(new URL('../web/public', import.meta.url)),
  binding: 'ASSETS',
}
