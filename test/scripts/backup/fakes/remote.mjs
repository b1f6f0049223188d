// Preloaded into the scripts: replaces the remote bindings of wrangler's API by those of the imitated account.
import { registerHooks } from 'node:module'

const fake = new URL('wrangler-api.mjs', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'wrangler' ? { url: fake, shortCircuit: true } : next(specifier, context),
})
