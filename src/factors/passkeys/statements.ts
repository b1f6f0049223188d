import { and, eq, exists, inArray, ne, not, or, type SQL, sql } from 'drizzle-orm'
import { noPassword } from '../../auth/passwords/hash.ts'
import { literalRow } from '../../db/literal-row.ts'
import { passkeys, users } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import { noticeStatements } from '../../events/notices.ts'
import { recordEvent } from '../../events/statements.ts'
import type { Config } from '../../http/config.ts'
import { maxPasskeysPerUser } from './limits.ts'

export type Passkey = typeof passkeys.$inferSelect

export const selectPasskeyByCredential = (credentialId: string) =>
  statement(build.select().from(passkeys).where(eq(passkeys.credentialId, credentialId)))

export const selectOwnerOfCredential = (credentialId: string) =>
  statement(
    build
      .select()
      .from(users)
      .where(
        inArray(
          users.id,
          build.select({ id: passkeys.userId }).from(passkeys).where(eq(passkeys.credentialId, credentialId)),
        ),
      ),
  )

const own = (userId: string, id: string) => and(eq(passkeys.id, id), eq(passkeys.userId, userId))

/** Adds a passkey, up to the limit. Breaks the unique constraint on the credential when it is registered already. */
export const insertPasskey = (passkey: Passkey, onlyIf: SQL) => {
  const count = sql`(select count(*) from ${passkeys} where ${passkeys.userId} = ${passkey.userId})`
  return statement(
    build
      .insert(passkeys)
      .select(
        build
          .select(literalRow(passkeys, passkey))
          .from(users)
          .where(and(eq(users.id, passkey.userId), sql`${count} < ${maxPasskeysPerUser}`, onlyIf)),
      )
      .returning(),
  )
}

export const updatePasskeyName = (userId: string, id: string, name: string, onlyIf: SQL) =>
  statement(
    build
      .update(passkeys)
      .set({ name })
      .where(and(own(userId, id), onlyIf))
      .returning(),
  )

const others = (userId: string, id: string) =>
  build
    .select({ id: passkeys.id })
    .from(passkeys)
    .where(and(eq(passkeys.userId, userId), ne(passkeys.id, id)))

const ifPassword = (userId: string): SQL =>
  exists(
    build
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, userId), ne(users.passwordHash, noPassword))),
  )

/** Removes a passkey, unless it is the last way to sign in. Of two parallel removals the second one sees the first. */
export const deletePasskey = (userId: string, id: string, onlyIf: SQL) =>
  statement(
    build
      .delete(passkeys)
      .where(and(own(userId, id), or(ifPassword(userId), exists(others(userId, id))), onlyIf))
      .returning({ id: passkeys.id }),
  )

interface Use {
  config: Pick<Config, 'mail'>
  counter: number
  isBackedUp: boolean
  userAgent: string
  at: Date
}

/**
 * The use of a passkey whose signature is valid. D1 compares the sign counter: it must grow, unless the authenticator has
 * none and always sends 0. A counter that went back may mean that the authenticator was cloned.
 * @param onlyIf the condition of the use, for example that its challenge is not used up
 * @returns `ifFresh`: a condition, the counter has grown; `before`: tells the owner if it has not; `after`: notes the use
 */
export const useOf = (
  { id, userId, name }: Pick<Passkey, 'id' | 'userId' | 'name'>,
  { counter, isBackedUp, userAgent, at, config }: Use,
  onlyIf: SQL = sql`true`,
) => {
  const hasGrown = sql`(${passkeys.counter} < ${counter} or (${passkeys.counter} = 0 and ${counter} = 0))`
  const isPasskey = (condition: SQL) =>
    exists(
      build
        .select({ id: passkeys.id })
        .from(passkeys)
        .where(and(own(userId, id), condition)),
    )
  const event = { userId, kind: 'passkey_counter_went_back' as const, details: { name }, userAgent, at }
  return {
    ifFresh: isPasskey(hasGrown),
    before: {
      regressed: recordEvent(event, sql`${isPasskey(not(hasGrown))} and ${onlyIf}`),
      ...noticeStatements(config, event),
    },
    after: {
      used: statement(
        build
          .update(passkeys)
          .set({ counter, isBackedUp, lastUsedAt: at })
          .where(and(own(userId, id), hasGrown, onlyIf)),
      ),
    },
  }
}
