import { and, eq, ne, sql } from 'drizzle-orm'
import { decrypt, type Encrypted, encrypt } from '../../auth/encrypt.ts'
import { totpKeys } from '../../auth/keys.ts'
import { totpSecrets } from '../../db/schema.ts'
import { build, type Statement, statement } from '../../db/statement.ts'
import type { Config } from '../../http/config.ts'
import type { Run } from '../../http/run.ts'
import type { TotpSecret } from '../codes/statements.ts'

const rowsPerBatch = 100
const batchesPerRun = 20

/** A condition on secrets: another key than the first of SECRET_KEY encrypted them. */
export const ifOldKey = async (config: Config) => ne(totpSecrets.keyId, (await totpKeys(config))[0].id)

// In random order: rows that fail must not keep others from their turn.
const selectOld = async (config: Config) =>
  statement(
    build
      .select()
      .from(totpSecrets)
      .where(await ifOldKey(config))
      .orderBy(sql`random()`)
      .limit(rowsPerBatch),
  )

/** Replaces the encrypted form of a secret, unless its owner has replaced the secret meanwhile. */
const updateSecret = ({ userId, secret }: TotpSecret, { keyId, text }: Encrypted): Statement =>
  statement(
    build
      .update(totpSecrets)
      .set({ secret: text, keyId })
      .where(and(eq(totpSecrets.userId, userId), eq(totpSecrets.secret, secret)))
      .returning({ userId: totpSecrets.userId }),
  )

/**
 * Encrypts TOTP secrets again with the first key of SECRET_KEY, so that the previous key can be retired. A secret whose
 * key is missing is left as it is, and the run fails.
 */
export const encryptTotpSecretsAgain = async (
  { db, isLate, count, attempt }: Run,
  config: Config,
): Promise<void> => {
  const keys = await totpKeys(config)
  for (let batch = 0; batch < batchesPerRun && !isLate(); batch++) {
    const { rows } = await db.batch({ rows: await selectOld(config) })
    const updates: Record<string, Statement> = {}
    for (const row of rows)
      await attempt({ userId: row.userId }, async () => {
        const { userId, keyId, secret, state } = row
        const value = await decrypt(keys, { keyId, text: secret }, userId)
        updates[`${userId} ${state}`] = updateSecret(row, await encrypt(keys, value, userId))
      })
    const names = Object.keys(updates)
    if (names.length > 0) await db.batch(updates)
    count('totpSecretsEncrypted', names.length)
    if (rows.length < rowsPerBatch || names.length < rows.length) return
  }
}
