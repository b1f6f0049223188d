import { randomBytes } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { exportJWK, generateKeyPair } from 'jose'

/** @returns a fresh Ed25519 key as a private JWK, named by when it was made */
export const newSigningKey = async () => {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const { kty, crv, x, d } = await exportJWK(privateKey)
  const kid = `${new Date().toISOString().slice(0, 10)}-${randomBytes(4).toString('hex')}`
  return { kty, crv, kid, x, d }
}

/** @returns values for all secrets of the Worker, by name */
export const makeSecrets = async () => ({
  JWT_KEYS: JSON.stringify({ keys: [await newSigningKey()] }),
  SECRET_KEY: randomBytes(32).toString('base64url'),
})

/** Writes `.dev.vars` with fresh secrets, readable by its owner alone, unless it is there already. */
export const ensureDevVars = async (path) => {
  if (existsSync(path)) return
  const lines = Object.entries(await makeSecrets()).map(([name, value]) => `${name}='${value}'\n`)
  writeFileSync(path, lines.join(''), { mode: 0o600, flag: 'wx' })
  console.log('Wrote fresh local secrets to .dev.vars')
}
