import { and, eq, ne, sql } from 'drizzle-orm'
import { encrypt } from '../auth/encrypt.ts'
import { webhookKeys } from '../auth/keys.ts'
import { webhooks } from '../db/schema.ts'
import { build, type Statement, statement } from '../db/statement.ts'
import type { Config } from '../http/config.ts'
import type { Run } from '../http/run.ts'
import { openSecret } from './secret.ts'

const rowsPerBatch = 100
const batchesPerRun = 20

/** A condition on webhooks: another key than the first of SECRET_KEY encrypted their secrets. */
export const ifOldWebhookKey = async (config: Config) => ne(webhooks.keyId, (await webhookKeys(config))[0].id)

// In random order: rows that fail must not keep others from their turn.
const selectOld = async (config: Config) =>
  statement(
    build
      .select({ userId: webhooks.userId, keyId: webhooks.keyId, text: webhooks.secret })
      .from(webhooks)
      .where(await ifOldWebhookKey(config))
      .orderBy(sql`random()`)
      .limit(rowsPerBatch),
  )

/** Encrypts the secrets of webhooks again with the first key of SECRET_KEY, as `encryptTotpSecretsAgain` does. */
export const encryptWebhookSecretsAgain = async (
  { db, isLate, count, attempt }: Run,
  config: Config,
): Promise<void> => {
  const keys = await webhookKeys(config)
  for (let batch = 0; batch < batchesPerRun && !isLate(); batch++) {
    const { rows } = await db.batch({ rows: await selectOld(config) })
    const updates: Record<string, Statement> = {}
    for (const { userId, ...encrypted } of rows)
      await attempt({ userId }, async () => {
        const { text, keyId } = await encrypt(keys, await openSecret(config, userId, encrypted), userId)
        updates[userId] = statement(
          build
            .update(webhooks)
            .set({ secret: text, keyId })
            // Unless the owner has replaced it meanwhile.
            .where(and(eq(webhooks.userId, userId), eq(webhooks.secret, encrypted.text))),
        )
      })
    const done = Object.keys(updates).length
    if (done > 0) await db.batch(updates)
    count('webhookSecretsEncrypted', done)
    if (rows.length < rowsPerBatch || done < rows.length) return
  }
}
