import {
  apiKeys,
  attempts,
  auditLog,
  books,
  challenges,
  cursors,
  deletedBooks,
  downloadTokens,
  factorRemovals,
  idempotencyKeys,
  koreaderDocuments,
  lookupCounts,
  lookupResults,
  mailCounts,
  mailedLinks,
  mails,
  passkeys,
  pendingSignIns,
  providerBudgets,
  recoveryCodes,
  securityEvents,
  sessions,
  shares,
  totpSecrets,
  trustedDevices,
  unownedCovers,
  users,
  webhooks,
} from './schema.ts'
import type { TableRules } from './table-rules.ts'

/**
 * The one list of the tables: what happens to their rows in a backup, with their reader, and in time. Parents come
 * before the tables that refer to them. Backup, erasure and clean-up read this list, and tests compare it with the
 * schema.
 */
export const tables: readonly TableRules[] = [
  {
    table: users,
    isBackedUp: true,
    erasure: { how: 'last' },
    expiry: { how: 'erase', at: users.disabledAt },
  },
  {
    table: books,
    isBackedUp: true,
    erasure: { how: 'batches', owner: books.userId },
    expiry: null,
  },
  // Not backed up: a session that was ended after the backup would be live again.
  {
    table: sessions,
    isBackedUp: false,
    erasure: { how: 'batches', owner: sessions.userId },
    expiry: { how: 'delete', at: sessions.expiresAt },
  },
  {
    table: downloadTokens,
    isBackedUp: false,
    erasure: { how: 'cascade' },
    expiry: { how: 'delete', at: downloadTokens.expiresAt },
  },
  {
    table: idempotencyKeys,
    isBackedUp: false,
    erasure: { how: 'batches', owner: idempotencyKeys.userId },
    expiry: { how: 'delete', at: idempotencyKeys.expiresAt },
  },
  {
    table: attempts,
    isBackedUp: false,
    erasure: { how: 'none', because: 'the key is a keyed hash' },
    expiry: { how: 'delete', at: attempts.expiresAt },
  },
  // Not backed up: these files are about to be deleted, and a backup copies the covers of books alone.
  {
    table: unownedCovers,
    isBackedUp: false,
    erasure: { how: 'none', because: 'the key is random, and the file is deleted' },
    expiry: { how: 'sweep', at: unownedCovers.deleteAfter },
  },
  {
    table: lookupCounts,
    isBackedUp: false,
    erasure: { how: 'batches', owner: lookupCounts.userId },
    expiry: { how: 'delete', at: lookupCounts.expiresAt },
  },
  {
    table: providerBudgets,
    isBackedUp: false,
    erasure: { how: 'none', because: 'a row is a server of a provider' },
    expiry: { how: 'delete', at: providerBudgets.expiresAt },
  },
  {
    table: lookupResults,
    isBackedUp: false,
    erasure: { how: 'none', because: 'the digest is of a query, and readers share it' },
    expiry: { how: 'delete', at: lookupResults.expiresAt },
  },
  // Backed up, so that a restored account keeps its second factor.
  {
    table: totpSecrets,
    isBackedUp: true,
    erasure: { how: 'batches', owner: totpSecrets.userId },
    expiry: { how: 'delete', at: totpSecrets.expiresAt },
  },
  // Not backed up: a code that was used after the backup would be valid again.
  {
    table: recoveryCodes,
    isBackedUp: false,
    erasure: { how: 'batches', owner: recoveryCodes.userId },
    expiry: null,
  },
  {
    table: passkeys,
    isBackedUp: true,
    erasure: { how: 'batches', owner: passkeys.userId },
    expiry: null,
  },
  {
    table: challenges,
    isBackedUp: false,
    erasure: { how: 'none', because: 'it names a session, by a random id, for minutes' },
    expiry: { how: 'delete', at: challenges.expiresAt },
  },
  {
    table: pendingSignIns,
    isBackedUp: false,
    erasure: { how: 'batches', owner: pendingSignIns.userId },
    expiry: { how: 'delete', at: pendingSignIns.expiresAt },
  },
  {
    table: trustedDevices,
    isBackedUp: false,
    erasure: { how: 'batches', owner: trustedDevices.userId },
    expiry: { how: 'delete', at: trustedDevices.expiresAt },
  },
  // `removeDueFactors` carries out a removal and deletes its row.
  {
    table: factorRemovals,
    isBackedUp: false,
    erasure: { how: 'batches', owner: factorRemovals.userId },
    expiry: { how: 'replaced' },
  },
  {
    table: mails,
    isBackedUp: false,
    erasure: { how: 'batches', owner: mails.userId },
    expiry: { how: 'delete', at: mails.expiresAt },
  },
  {
    table: mailedLinks,
    isBackedUp: false,
    erasure: { how: 'batches', owner: mailedLinks.userId },
    expiry: { how: 'delete', at: mailedLinks.expiresAt },
  },
  {
    table: mailCounts,
    isBackedUp: false,
    erasure: { how: 'none', because: 'the key is a keyed hash' },
    expiry: { how: 'delete', at: mailCounts.expiresAt },
  },
  {
    table: securityEvents,
    isBackedUp: true,
    erasure: { how: 'batches', owner: securityEvents.userId },
    expiry: { how: 'delete', at: securityEvents.expiresAt },
  },
  {
    table: auditLog,
    isBackedUp: true,
    erasure: { how: 'none', because: 'it names users by their random ids alone' },
    expiry: { how: 'delete', at: auditLog.expiresAt },
  },
  // Not backed up: a key that was revoked after the backup would be live again.
  {
    table: apiKeys,
    isBackedUp: false,
    erasure: { how: 'batches', owner: apiKeys.userId },
    expiry: { how: 'delete', at: apiKeys.expiresAt },
  },
  // Not backed up: a restore makes every follower read the library again.
  {
    table: deletedBooks,
    isBackedUp: false,
    erasure: { how: 'batches', owner: deletedBooks.userId },
    expiry: { how: 'delete', at: deletedBooks.expiresAt },
  },
  {
    table: webhooks,
    isBackedUp: true,
    erasure: { how: 'batches', owner: webhooks.userId },
    expiry: null,
  },
  // Not backed up: an address that was rotated after the backup would show the shelf again.
  {
    table: shares,
    isBackedUp: false,
    erasure: { how: 'batches', owner: shares.userId },
    expiry: null,
  },
  {
    table: koreaderDocuments,
    isBackedUp: true,
    erasure: { how: 'batches', owner: koreaderDocuments.userId },
    expiry: null,
  },
  {
    table: cursors,
    isBackedUp: false,
    erasure: { how: 'none', because: 'a row is a part of the clean-up' },
    expiry: { how: 'replaced' },
  },
]
