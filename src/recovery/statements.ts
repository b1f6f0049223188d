import { and, eq, exists, gt, isNotNull, isNull, ne, notExists, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { deleteApiKeys } from '../api-keys/statements.ts'
import { literalRow } from '../db/literal-row.ts'
import { mailedLinks, type PendingPasskey, passkeys, pendingSignIns, sessions, users } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'
import { deleteTrustedDevices } from '../factors/trusted-devices/statements.ts'
import type { LinkPurpose } from '../mail/links.ts'
import { ifHashIs, type User } from '../users/statements.ts'

// A link to change the email was sent to the new one, every other to the email of the account.
const ofAccount = and(
  eq(users.id, mailedLinks.userId),
  // A thief with the password must not end the link that keeps the factors.
  or(eq(mailedLinks.purpose, 'keep_factors'), eq(users.passwordVersion, mailedLinks.passwordVersion)),
  isNull(users.disabledAt),
  or(eq(mailedLinks.purpose, 'change_email'), eq(users.email, mailedLinks.email)),
)

const isUsable = (id: string, purpose: LinkPurpose, now: Date) =>
  and(
    eq(mailedLinks.id, id),
    eq(mailedLinks.purpose, purpose),
    gt(mailedLinks.expiresAt, now),
    or(eq(mailedLinks.purpose, 'sign_up'), isNotNull(users.id)),
  )

/** A link that can be used now, with the user of its account; a sign-up has none yet. */
export const selectLink = (id: string, purpose: LinkPurpose, now: Date) =>
  statement(
    build
      .select({
        linkId: sql<string>`${mailedLinks.id}`.as('link_id'),
        linkEmail: sql<string>`${mailedLinks.email}`.as('link_email'),
        linkName: sql<string>`${mailedLinks.name}`.as('link_name'),
        linkHash: sql<string>`${mailedLinks.passwordHash}`.as('link_hash'),
        linkPasskey: sql`${mailedLinks.passkey}`.mapWith(mailedLinks.passkey).as('link_passkey'),
        userId: sql<string>`coalesce(${users.id}, '')`.as('user_id'),
        userName: sql<string>`coalesce(${users.name}, '')`.as('user_name'),
        userEmail: sql<string>`coalesce(${users.email}, '')`.as('user_email'),
        passwordVersion: sql<number>`coalesce(${users.passwordVersion}, 0)`.as('version'),
      })
      .from(mailedLinks)
      .leftJoin(users, ofAccount)
      .where(isUsable(id, purpose, now)),
  )

export type FoundLink = {
  linkId: string
  linkEmail: string
  linkName: string
  linkHash: string
  linkPasskey: PendingPasskey | null
  userId: string
  userName: string
  userEmail: string
  passwordVersion: number
}

/** A condition of each change: the link is not used up yet. */
export const ifUnused = ({ linkId }: FoundLink): SQL =>
  exists(build.select({ id: mailedLinks.id }).from(mailedLinks).where(eq(mailedLinks.id, linkId)))

const isSameAccount = (link: FoundLink) =>
  and(
    eq(users.id, link.userId),
    eq(users.email, link.userEmail),
    eq(users.passwordVersion, link.passwordVersion),
    isNull(users.disabledAt),
    ifUnused(link),
  )

const deleteLinks = (where: SQL | undefined) => statement(build.delete(mailedLinks).where(where))

/** A condition: no account has the passkey of the sign-up by now. */
const ifCredentialIsFree = ({ linkPasskey }: FoundLink): SQL | undefined =>
  linkPasskey
    ? notExists(
        build
          .select({ id: passkeys.id })
          .from(passkeys)
          .where(eq(passkeys.credentialId, linkPasskey.credentialId)),
      )
    : undefined

/** Makes the account of a sign-up, unless the email or the passkey has one by now. */
export const createAccount = (link: FoundLink, id: string, now: Date) =>
  statement(
    build
      .insert(users)
      .select(
        build
          .select(
            literalRow(users, {
              id,
              name: link.linkName,
              email: link.linkEmail,
              passwordHash: link.linkHash,
              passwordVersion: 1,
              createdAt: now,
              updatedAt: now,
              disabledAt: null,
              erasedAt: null,
              bookCount: 0,
              textBytes: 0,
              coverBytes: 0,
              countedAt: now,
              role: 'reader',
              emailVerifiedAt: now,
              changesFrom: new Date(0),
            }),
          )
          .from(mailedLinks)
          .where(and(eq(mailedLinks.id, link.linkId), ifCredentialIsFree(link))),
      )
      .onConflictDoNothing()
      .returning({ id: users.id }),
  )

/** The other links of an email that wanted to make an account are void as well. */
export const deleteSignUpLinks = (email: string) =>
  deleteLinks(
    and(
      eq(mailedLinks.email, email),
      eq(mailedLinks.purpose, 'sign_up'),
      exists(build.select({ id: users.id }).from(users).where(eq(users.email, email))),
    ),
  )

export const verifyEmail = (link: FoundLink, now: Date) =>
  statement(
    build
      .update(users)
      .set({ emailVerifiedAt: now, updatedAt: now })
      .where(isSameAccount(link))
      .returning({ id: users.id }),
  )

export const deleteVerificationLinks = (link: FoundLink) =>
  deleteLinks(and(eq(mailedLinks.userId, link.userId), eq(mailedLinks.purpose, 'verify_email')))

const others = alias(users, 'others')

/** Changes the email, unless another account has the new one by now. */
export const changeEmail = (link: FoundLink, now: Date) => {
  const taken = build.select({ id: others.id }).from(others).where(eq(others.email, link.linkEmail))
  return statement(
    build
      .update(users)
      .set({ email: link.linkEmail, emailVerifiedAt: now, updatedAt: now })
      .where(and(isSameAccount(link), sql`not exists ${taken}`))
      .returning({ id: users.id }),
  )
}

const ifEmailIs = (userId: string, email: string): SQL =>
  exists(
    build
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, userId), eq(users.email, email))),
  )

export const deleteLink = ({ linkId }: FoundLink) => deleteLinks(eq(mailedLinks.id, linkId))

/** Every link to the old email is void. */
export const deleteLinksAfterChange = (link: FoundLink) =>
  deleteLinks(and(eq(mailedLinks.userId, link.userId), ifEmailIs(link.userId, link.linkEmail)))

/** The user of the link has proved to receive mail at the email. */
export const resetPassword = (link: FoundLink, newHash: string, now: Date) =>
  statement(
    build
      .update(users)
      .set({
        passwordHash: newHash,
        passwordVersion: link.passwordVersion + 1,
        emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, ${now.getTime()})`,
        updatedAt: now,
      })
      .where(isSameAccount(link))
      .returning({ id: users.id }),
  )

/** Behind `resetPassword`: ends everything that the old password opened. */
export const endingsOfReset = ({ userId }: FoundLink, newHash: string) => {
  const ifReset = ifHashIs(userId, newHash)
  return {
    sessionsEnded: statement(
      build
        .delete(sessions)
        .where(and(eq(sessions.userId, userId), ifReset))
        .returning({ id: sessions.id }),
    ),
    trustEnded: deleteTrustedDevices(userId, ifReset),
    keysEnded: deleteApiKeys(userId, ifReset),
    pendingEnded: statement(
      build.delete(pendingSignIns).where(and(eq(pendingSignIns.userId, userId), ifReset)),
    ),
    // Not the link that keeps the factors: the removal continues, and a thief may have reset the password.
    linksEnded: deleteLinks(
      and(eq(mailedLinks.userId, userId), ne(mailedLinks.purpose, 'keep_factors'), ifReset),
    ),
  }
}

/** A condition: the account can still reset its password. */
export const ifCanReset = ({ id, passwordVersion }: Pick<User, 'id' | 'passwordVersion'>): SQL =>
  exists(
    build
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, id), eq(users.passwordVersion, passwordVersion), isNull(users.disabledAt))),
  )

/** A condition: another or the same account has this email. */
export const ifEmailIsTaken = (email: string): SQL =>
  exists(build.select({ id: users.id }).from(users).where(eq(users.email, email)))
