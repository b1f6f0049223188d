import * as z from 'zod'
import { roles } from '../db/schema.ts'
import { type AuditEntry, auditActions } from '../events/audit.ts'
import { proofInput } from '../factors/proof/schema.ts'
import { presentedRemoval } from '../factors/removal/schema.ts'
import { id, idParameter, instant } from '../http/fields.ts'
import { cursorParameter, limitParameter } from '../http/pagination.ts'
import { text } from '../http/text.ts'
import { maxEmailLength } from '../users/limits.ts'
import { exampleUser, presentedUser, presentUser } from '../users/schema.ts'
import type { ManagedUser } from './statements.ts'

export const userListQuery = z.strictObject({
  limit: limitParameter,
  cursor: cursorParameter.optional(),
  q: text({ max: maxEmailLength })
    .optional()
    .meta({ description: 'Part of the name or of the email.', examples: ['mary'] }),
})

export const userParameters = z.object({ id: idParameter })
export const userPosition = z.tuple([z.uuid()])
export const auditPosition = z.tuple([z.int(), z.uuid()])

export const userChange = z
  .strictObject({
    role: z.enum(roles).optional().describe('An admin may manage the accounts of the service.'),
    active: z
      .boolean()
      .optional()
      .meta({ description: 'False disables the account and ends its sessions.', examples: [false] }),
    proof: proofInput.optional(),
  })
  .refine(({ role, active }) => role !== undefined || active !== undefined, 'Must have role or active.')

export const removalInput = z.strictObject({ proof: proofInput.optional() })

export const managedUser = presentedUser
  .extend({
    active: z.boolean().describe('False for a disabled account.'),
    has_second_factor: z.boolean().describe('Whether the user has an authenticator app or a passkey.'),
    factor_removal: presentedRemoval.nullable().describe('The removal of all factors that is planned.'),
  })
  .meta({
    id: 'ManagedUser',
    examples: [{ ...exampleUser, active: true, has_second_factor: false, factor_removal: null }],
  })

/** A user as an admin sees them. A new column stays private until it is named here. */
export const presentManagedUser = ({
  disabledAt,
  hasFactor,
  requestedAt,
  dueAt,
  ...user
}: ManagedUser): z.output<typeof managedUser> => ({
  ...presentUser(user),
  active: disabledAt === null,
  has_second_factor: hasFactor === 1,
  factor_removal:
    requestedAt === null || dueAt === null
      ? null
      : { requested_at: new Date(requestedAt).toISOString(), due_at: new Date(dueAt).toISOString() },
})

const person = presentedUser.pick({ name: true, email: true })

const known = new Set<string>(auditActions)

export const presentedAction = z
  .object({
    id,
    admin_id: id.nullable().describe('The admin; null for the command line.'),
    admin: person
      .nullable()
      .describe('The admin of today; null for the command line, and after the erasure of the account.'),
    action: z.enum(auditActions).describe('The action.'),
    user_id: id.describe('The user whose account was changed.'),
    user: person.nullable().describe('This user of today; null after the erasure of the account.'),
    details: z.record(z.string().max(100), z.string().max(1000)).describe('More about the action.'),
    created_at: instant.describe('When it happened.'),
  })
  .meta({
    id: 'AuditEntry',
    examples: [
      {
        id: '0190a1b2-3333-7e5f-8a6b-7c8d9e0f1a2b',
        admin_id: '0190a1b2-4444-7e5f-8a6b-7c8d9e0f1a2b',
        admin: { name: 'Ada Lovelace', email: 'ada@example.com' },
        action: 'changed_role',
        user_id: '0190a1b2-0000-7e5f-8a6b-7c8d9e0f1a2b',
        user: { name: 'Mary Shelley', email: 'mary@example.com' },
        details: { role: 'admin' },
        created_at: '2026-11-22T08:00:00.000Z',
      },
    ],
  })

const isKnown = (action: string): action is (typeof auditActions)[number] => known.has(action)

const presentPerson = (name: string | null, email: string | null) =>
  name === null || email === null ? null : { name, email }

/** Actions of a later version, after a rollback of the service, are left out. */
export const presentActions = (entries: AuditEntry[]): z.output<typeof presentedAction>[] =>
  entries.flatMap(({ id, adminId, action, targetId, details, createdAt, ...people }) =>
    isKnown(action)
      ? [
          {
            id,
            admin_id: adminId || null,
            admin: presentPerson(people.adminName, people.adminEmail),
            action,
            user_id: targetId,
            user: presentPerson(people.targetName, people.targetEmail),
            details,
            created_at: createdAt.toISOString(),
          },
        ]
      : [],
  )
