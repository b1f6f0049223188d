// `npm run keys`: makes the key set that signs access tokens. `npm run keys -- publish|promote|retire [FILE]`: one step
// of a rotation. The operator keeps the file, because Cloudflare does not return secrets.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { jwksMaxAgeSeconds, purposes } from '../src/auth/purposes.ts'
import { promote, publish, RotationError, retire } from './key-rotation.mjs'
import { newSigningKey } from './secrets.mjs'

const [step = 'new', file = 'jwt-keys.json'] = process.argv.slice(2)

const fail = (message) => {
  console.error(message)
  process.exit(1)
}

const read = () => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    return fail(`Cannot read ${file}: ${error.message}. \`npm run keys\` makes a new key set.`)
  }
}

const make = async () => {
  if (existsSync(file)) fail(`${file} exists already. With a new key set its tokens would become invalid.`)
  return { keys: [await newSigningKey()] }
}

const now = new Date()
const steps = {
  new: make,
  publish: async () => publish(read(), await newSigningKey(), now),
  promote: () =>
    promote(read(), now, { accessTokenTtlSeconds: purposes.access.ttlSeconds, jwksMaxAgeSeconds }),
  retire: () => retire(read(), now),
}

if (!Object.hasOwn(steps, step)) fail(`Unknown step ${JSON.stringify(step)}: use publish, promote or retire.`)
try {
  const keySet = await steps[step]()
  // Atomic: a partly written file would lose the keys.
  writeFileSync(`${file}.new`, `${JSON.stringify(keySet, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  const roles = keySet.keys.map(
    ({ kid, d }, i) => `  ${kid}  ${i === 0 ? 'signs' : d ? 'signs next' : 'verifies'}`,
  )
  console.log(`${file}:\n${roles.join('\n')}\nDeploy it: npx wrangler secret put JWT_KEYS < ${file}`)
} catch (error) {
  if (!(error instanceof RotationError)) throw error
  fail(error.message)
}
