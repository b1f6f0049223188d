// Apart from the configuration: to import wrangler takes seconds.

/** Production is the top level of wrangler.toml, which wrangler selects by an empty name. @param {string} env */
export const nameForWrangler = (env) => (env === 'production' ? '' : env)

/** The option that selects an installation in wrangler. @param {string} env */
export const envOption = (env) => `--env=${nameForWrangler(env)}`
