// `npm run keys`: makes the key set that signs access tokens. `npm run keys -- publish|promote|retire [FILE]`: one step
// of a rotation. The operator keeps the file, because Cloudflare does not return secrets.
import { RotationError } from './key-rotation.mjs'
import { rotateJwks } from './keys/jwks-steps.mjs'
import { readOptions, usage } from './keys/options.mjs'
import { rotateSecret } from './keys/secret-steps.mjs'

const start = async (args) => {
  const options = readOptions(args)
  if (options.help) return usage
  const rotate = options.file.endsWith('.txt') ? rotateSecret : rotateJwks
  return rotate(options, new Date())
}

try {
  console.log(await start(process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof RotationError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
