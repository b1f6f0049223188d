import { generateKeyPairSync, randomBytes } from 'node:crypto'

/** @returns a fresh Ed25519 key as a private JWK, named after the day on which it was made */
export const newSigningKey = () => {
  const { kty, crv, x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  const kid = `${new Date().toISOString().slice(0, 10)}-${randomBytes(4).toString('hex')}`
  return { kty, crv, kid, x, d }
}

/** @returns values for all secrets of the Worker, by name */
export const makeSecrets = () => ({
  JWT_KEYS: JSON.stringify({ keys: [newSigningKey()] }),
  SECRET_KEY: randomBytes(32).toString('base64url'),
})
