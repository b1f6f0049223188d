import { and, eq, exists, gt, isNull, notExists, or, sql } from 'drizzle-orm'
import type { Caller } from '../auth/caller.ts'
import { ifCallerIsLive } from '../auth/live-caller.ts'
import { literalRow } from '../db/literal-row.ts'
import { apiKeys, books, koreaderDocuments, users } from '../db/schema.ts'
import { build, type Placeholders, prepared, statement } from '../db/statement.ts'
import type { Usage } from '../quotas/usage.ts'
import { maxDocuments } from './limits.ts'
import { dayOf } from './reading-changes.ts'
import type { Report } from './schema.ts'
import { isOwnDocument, progressOfBook } from './tied-statements.ts'

/** A device, by what it sent. */
export interface Device {
  email: string
  /** SHA-256 of the MD5 of its key. */
  digest: string
  /** When the request arrived. */
  at: Date
}

/** The condition for a join of keys with users: an unknown email and an unknown key are the same work. */
const isLiveDevice = ({ email, digest, at }: Device | Placeholders<Device>) =>
  and(
    eq(apiKeys.deviceDigest, digest),
    gt(apiKeys.expiresAt, at),
    eq(users.email, email),
    isNull(users.disabledAt),
  )

const ofKey = eq(users.id, apiKeys.userId)

/** @returns the key, if it is live */
export const selectDevice = prepared((device: Placeholders<Device>) =>
  build
    .select({ userId: apiKeys.userId, digest: apiKeys.digest })
    .from(apiKeys)
    .innerJoin(users, ofKey)
    .where(isLiveDevice(device)),
)

/** @returns one row if the key is live, with null in each column of a document that no device has reported */
export const selectProgress = prepared((values: Placeholders<Device & { document: string }>) =>
  build
    .select({
      userId: sql<string>`${apiKeys.userId}`.as('userId'),
      digest: apiKeys.digest,
      document: koreaderDocuments.document,
      progress: koreaderDocuments.progress,
      percentage: koreaderDocuments.percentage,
      device: koreaderDocuments.device,
      deviceId: koreaderDocuments.deviceId,
      syncedAt: koreaderDocuments.syncedAt,
    })
    .from(apiKeys)
    .innerJoin(users, ofKey)
    .leftJoin(
      koreaderDocuments,
      and(eq(koreaderDocuments.userId, apiKeys.userId), eq(koreaderDocuments.document, values.document)),
    )
    .where(isLiveDevice(values)),
)

const ofDevice = (document: string) =>
  and(eq(koreaderDocuments.userId, apiKeys.userId), eq(koreaderDocuments.document, document))

const one = { one: sql`1` }

/** A document that is there already, or room for a new one. */
const hasRoom = (document: string) => {
  const last = build
    .select(one)
    .from(koreaderDocuments)
    .where(eq(koreaderDocuments.userId, apiKeys.userId))
    .limit(1)
    .offset(maxDocuments - 1)
  return or(exists(build.select(one).from(koreaderDocuments).where(ofDevice(document))), notExists(last))
}

/** The columns that a report writes. A report without a title leaves the one of an earlier report. */
const reportedColumns = ({ progress, percentage, device, device_id, metadata }: Report, at: Date) => ({
  progress,
  percentage,
  device,
  deviceId: device_id,
  ...(metadata?.title && { title: metadata.title }),
  ...(metadata?.authors && { authors: metadata.authors }),
  syncedAt: at,
})

/** The book that a document is tied to. It may have been deleted. */
const tiedBook = build.select(one).from(books).where(eq(books.id, koreaderDocuments.bookId))

/** @returns one row if the report was stored: not for a document that is tied to a book */
const upsertReport = (device: Device, report: Report) => {
  const columns = reportedColumns(report, device.at)
  const row = {
    title: null,
    authors: null,
    ...columns,
    userId: '',
    document: report.document,
    bookId: null,
  }
  return statement(
    build
      .insert(koreaderDocuments)
      .select(
        build
          .select({
            ...literalRow(koreaderDocuments, row),
            userId: sql<string>`${apiKeys.userId}`.as(koreaderDocuments.userId.name),
          })
          .from(apiKeys)
          .innerJoin(users, ofKey)
          .where(and(isLiveDevice(device), hasRoom(report.document))),
      )
      .onConflictDoUpdate({
        target: [koreaderDocuments.userId, koreaderDocuments.document],
        set: { ...columns, bookId: null },
        setWhere: notExists(tiedBook),
      })
      .returning({ document: koreaderDocuments.document }),
  )
}

const selectTied = (device: Device, document: string) =>
  statement(
    build
      .select(one)
      .from(apiKeys)
      .innerJoin(users, ofKey)
      .innerJoin(koreaderDocuments, ofDevice(document))
      .where(and(isLiveDevice(device), exists(tiedBook))),
  )

/**
 * Stores a report, unless its document is tied to a book.
 * @returns `key`: one row if the key is live; `saved`: one row if the report was stored; `tied`: one row if the document is
 *   tied to a book
 */
export const reportBatch = (device: Device, report: Report) => ({
  key: selectDevice(device),
  saved: upsertReport(device, report),
  tied: selectTied(device, report.document),
})

/**
 * Stores the report of a document that may be tied to a book, which gets the progress in the same transaction.
 * @returns `saved`: one row if the document is still there
 */
export const tiedReport = (caller: Caller, report: Report, quota: Usage) => {
  const isOwn = isOwnDocument(caller, report.document)
  const before = build.select({ before: koreaderDocuments.percentage }).from(koreaderDocuments).where(isOwn)
  const tied = build.select({ id: koreaderDocuments.bookId }).from(koreaderDocuments).where(isOwn)
  const progress = { percentage: report.percentage, before: sql`(${before})`, day: dayOf(caller.at) }
  return {
    // The book first: it depends on the report before.
    ...progressOfBook(caller, eq(books.id, sql`(${tied})`), progress, quota),
    saved: statement(
      build
        .update(koreaderDocuments)
        .set(reportedColumns(report, caller.at))
        .where(and(isOwn, ifCallerIsLive(caller)))
        .returning({ document: koreaderDocuments.document }),
    ),
  }
}
