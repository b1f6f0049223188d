import { fileURLToPath } from 'node:url'

const inRepository = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

export const root = inRepository('')
export const webFolder = inRepository('web')
/** Apart from `dist`, which `npm run deploy` uploads: these pages reload themselves. */
export const pagesFolder = inRepository('.wrangler/pages')
export const devVarsFile = inRepository('.dev.vars')
export const configFile = inRepository('wrangler.toml')
export const stateFolder = inRepository('.wrangler/state')
export const logFile = inRepository('.wrangler/dev.log')
// By path: a command on the PATH may be missing, or another version.
export const wranglerFile = inRepository('node_modules/wrangler/bin/wrangler.js')
export const viteFolder = inRepository('node_modules/vite')
