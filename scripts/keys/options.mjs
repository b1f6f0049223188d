import { parseArgs } from 'node:util'
import { RotationError } from '../key-rotation.mjs'

export const usage = `npm run keys -- [step] [FILE] [options]

Steps of JWT_KEYS, in jwt-keys.json or FILE:
  new (default)             makes the key set
  publish                   adds a key that verifies
  promote                   the new key signs, if the deployed service publishes it already
  retire                    removes keys that only verify
Steps of SECRET_KEY, in a FILE that ends in .txt, such as secret-key.txt:
  publish, promote, retire  the same

  --env production|staging  the installation (default: production); it also names the default file
  --public-url URL          the service whose published keys "promote" reads. Default: the environment variable
                            PUBLIC_URL, else PUBLIC_URL of wrangler.toml if it is https, else that of the version in
                            service
  --help                    print this text`

/**
 * @typedef {{ step: string, file: string, env: 'production' | 'staging', publicUrl?: string, help: boolean }} Options
 */

const stagingFile = /\.staging\.(?:json|txt)$/

const parse = (args) => {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        env: { type: 'string' },
        'public-url': { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new RotationError(`${error.message}\n\n${usage}`)
  }
}

/** @param {string[]} args @returns {Options} @throws RotationError */
export const readOptions = (args) => {
  const { values, positionals } = parse(args)
  const [step = 'new', given, ...others] = positionals
  const env = values.env ?? (stagingFile.test(given ?? '') ? 'staging' : 'production')
  if (env !== 'production' && env !== 'staging')
    throw new RotationError('--env must be production or staging.')
  if (others.length > 0) throw new RotationError(`Unknown argument ${JSON.stringify(others[0])}.`)
  return {
    step,
    file: given ?? (env === 'staging' ? 'jwt-keys.staging.json' : 'jwt-keys.json'),
    env,
    publicUrl: values['public-url'] ?? (process.env.PUBLIC_URL || undefined),
    help: values.help,
  }
}
