import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { instant } from './instant.ts'
import { users } from './users.ts'

/** TOTP secrets, encrypted. A user has at most one that is confirmed, and one that waits for its first code. */
export const totpSecrets = sqliteTable(
  'totp_secrets',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    state: text('state', { enum: ['pending', 'confirmed'] }).notNull(),
    /** AES-GCM, see auth/encrypt.ts. */
    secret: text('secret').notNull(),
    /** Names the key that encrypted the secret, so that a key is not retired while a row needs it. */
    keyId: text('key_id').notNull(),
    createdAt: instant('created_at').notNull(),
    /** The time step of the last accepted code: only a later step is accepted. 0 before the first code. */
    lastStep: integer('last_step').notNull(),
    /** The end of a pending secret; null for a confirmed one. */
    expiresAt: instant('expires_at'),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.state] }),
    index('totp_secrets_key').on(table.keyId),
    index('totp_secrets_expiry').on(table.expiresAt),
  ],
)

/** Unused recovery codes, by a keyed hash. A code that is used loses its row. */
export const recoveryCodes = sqliteTable(
  'recovery_codes',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    digest: text('digest').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.digest] })],
)

/** The public keys of passkeys (WebAuthn). */
export const passkeys = sqliteTable(
  'passkeys',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    /** Chosen by the authenticator, base64url. */
    credentialId: text('credential_id').notNull(),
    /** COSE, base64url. */
    publicKey: text('public_key').notNull(),
    /** The sign counter of the last assertion; 0 for authenticators without one. */
    counter: integer('counter').notNull(),
    transports: text('transports', { mode: 'json' }).$type<string[]>().notNull(),
    /** The model of the authenticator. */
    aaguid: text('aaguid').notNull(),
    /** Whether the passkey is synchronised to other devices of its owner. */
    isBackedUp: integer('is_backed_up', { mode: 'boolean' }).notNull(),
    name: text('name').notNull(),
    createdAt: instant('created_at').notNull(),
    lastUsedAt: instant('last_used_at'),
  },
  (table) => [
    // A credential identifies one user.
    uniqueIndex('passkeys_credential').on(table.credentialId),
    index('passkeys_user').on(table.userId, table.createdAt),
  ],
)

/** A challenge or a proof that is used once, by the SHA-256 of its random value. Using it deletes its row. */
export const challenges = sqliteTable(
  'challenges',
  {
    digest: text('digest').primaryKey(),
    purpose: text('purpose', {
      enum: ['sign_in', 'sign_up', 'registration', 'step_up', 'passkey_upgrade'],
    }).notNull(),
    /** Null before a sign-in. Not a reference: a row of an ended session is worth nothing, and expires within minutes. */
    sessionId: text('session_id'),
    /** The change that a step-up allows, and the thing to change; empty for other purposes. */
    action: text('action').notNull(),
    target: text('target').notNull(),
    /** For a sign-up: the WebAuthn id that the new account gets. Otherwise empty. */
    subject: text('subject').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [index('challenges_expiry').on(table.expiresAt)],
)

/** A sign-in whose password was right, and that still needs a second factor. By the SHA-256 of the `mfa_token`. */
export const pendingSignIns = sqliteTable(
  'pending_sign_ins',
  {
    digest: text('digest').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    /** A changed password ends the sign-in. */
    passwordVersion: integer('password_version').notNull(),
    /** The counter of attempts that the sign-in took its attempt from. */
    counterKey: text('counter_key').notNull(),
    wrongCodes: integer('wrong_codes').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    index('pending_sign_ins_user').on(table.userId),
    index('pending_sign_ins_expiry').on(table.expiresAt),
  ],
)

/** Devices that need no second factor for a while, by the SHA-256 of the token in their cookie. */
export const trustedDevices = sqliteTable(
  'trusted_devices',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    digest: text('digest').notNull(),
    userAgent: text('user_agent').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    uniqueIndex('trusted_devices_digest').on(table.digest),
    index('trusted_devices_user').on(table.userId),
    index('trusted_devices_expiry').on(table.expiresAt),
  ],
)

/** Removals of all factors that an admin asked for. The owner can stop one until it takes effect. */
export const factorRemovals = sqliteTable(
  'factor_removals',
  {
    userId: text('user_id')
      .primaryKey()
      .references(() => users.id),
    requestedBy: text('requested_by').notNull(),
    requestedAt: instant('requested_at').notNull(),
    dueAt: instant('due_at').notNull(),
  },
  (table) => [index('factor_removals_due').on(table.dueAt)],
)
