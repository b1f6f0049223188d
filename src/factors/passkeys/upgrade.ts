import { and, eq, exists, notExists, type SQL, sql } from 'drizzle-orm'
import { UUID } from 'uuidv7'
import type { SessionCaller } from '../../auth/caller.ts'
import { type MacKeys, upgradeKeys } from '../../auth/keys.ts'
import { ifCallerIsLive } from '../../auth/live-caller.ts'
import { purposes } from '../../auth/purposes.ts'
import { digestToken } from '../../auth/random-tokens.ts'
import { seal, unseal } from '../../auth/seal.ts'
import { literalRow } from '../../db/literal-row.ts'
import { challenges, passkeys } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import type { Config } from '../../http/config.ts'

const { ttlSeconds } = purposes.passkeyUpgrade
const idBytes = 16
const payloadBytes = idBytes + 4

/**
 * A proof for one new passkey after a sign-in with the password. It is sealed, so a sign-in writes no row for it; its
 * use does.
 */
export const makeUpgrade = (keys: MacKeys, sessionId: string, now: Date): Promise<string> => {
  const payload = new Uint8Array(payloadBytes)
  payload.set(UUID.parse(sessionId).bytes)
  new DataView(payload.buffer).setUint32(idBytes, Math.floor(now.getTime() / 1000))
  return seal(keys, payload)
}

/** @returns the end of the upgrade; undefined unless it was made for this session, and has not ended */
const openUpgrade = async (config: Config, { sessionId, at }: SessionCaller, token: string) => {
  const payload = await unseal(await upgradeKeys(config), token, payloadBytes)
  if (!payload) return undefined
  const issuedAt = new DataView(payload.buffer).getUint32(idBytes) * 1000
  const expiresAt = new Date(issuedAt + ttlSeconds * 1000)
  const isOwn = UUID.ofInner(payload.slice(0, idBytes)).toString() === sessionId
  return isOwn && expiresAt > at ? expiresAt : undefined
}

/** @returns whether the upgrade is for this session. It may be used up already. */
export const isUpgrade = async (config: Config, caller: SessionCaller, token: string): Promise<boolean> =>
  (await openUpgrade(config, caller, token)) !== undefined

/**
 * The upgrade as a proof of the passkey `passkeyId`: `withProof` uses it up, if that passkey was added.
 * @returns undefined for an upgrade that is not for this session, or has ended
 */
export const upgradeProof = async (
  config: Config,
  caller: SessionCaller,
  token: string,
  passkeyId: string,
) => {
  const expiresAt = await openUpgrade(config, caller, token)
  if (!expiresAt) return undefined
  const digest = await digestToken(token)
  const used = build
    .select({ digest: challenges.digest })
    .from(challenges)
    .where(eq(challenges.digest, digest))
  const ifUnused: SQL = notExists(used)
  const row = {
    digest,
    purpose: 'passkey_upgrade' as const,
    sessionId: caller.sessionId,
    action: 'add_passkey',
    target: '',
    subject: '',
    expiresAt,
  }
  const ifAdded = exists(build.select({ id: passkeys.id }).from(passkeys).where(eq(passkeys.id, passkeyId)))
  const spending = build
    .insert(challenges)
    .select(build.select(literalRow(challenges, row)).from(sql`(select 1)`).where(and(ifAdded, ifUnused)))
  return {
    ifProven: sql`${ifCallerIsLive(caller)} and ${ifUnused}`,
    before: {},
    after: { upgradeSpent: statement(spending) },
    lost: 'invalid_passkey' as const,
  }
}
