import { randomUUID } from 'node:crypto'

const dayMs = 24 * 60 * 60 * 1000
// As in src/events/limits.ts; a test compares them.
export const auditRetentionDays = 730
export const eventRetentionDays = 180

/** @param {string} text @returns a literal of SQL: `wrangler d1 execute` takes no parameters */
const quote = (text) => `'${text.replaceAll("'", "''")}'`

/** A UUIDv7 (RFC 9562, section 5.7). @param {Date} at @returns {string} */
const newId = (at) => {
  const time = at.getTime().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}

/**
 * @param {{ email: string, role: 'admin' | 'reader', at: Date }} change
 * @returns {string} SQL that changes the role of an enabled user, tells the owner and writes the audit log; its last result
 *   is the user, if there is one, with the number of admins
 */
export const roleChange = ({ email, role, at }) => {
  const now = at.getTime()
  const auditId = quote(newId(at))
  const eventId = quote(newId(at))
  const isUser = `email = ${quote(email.trim().toLowerCase())} and erased_at is null`
  const details = quote(JSON.stringify({ role }))
  const expiry = (days) => now + days * dayMs
  // The entry comes first: it is written only if the role will change, and everything else depends on it.
  const isRecorded = `exists (select 1 from audit_log where id = ${auditId})`
  return [
    `insert into audit_log (id, admin_id, action, target_id, details, created_at, expires_at)
      select ${auditId}, '', 'changed_role', id, ${details}, ${now}, ${expiry(auditRetentionDays)} from users
      where ${isUser} and disabled_at is null and role <> '${role}'`,
    `insert into security_events (id, user_id, kind, details, user_agent, hour, count, created_at, expires_at)
      select ${eventId}, id, 'role_changed', ${details}, '', null, 1, ${now}, ${expiry(eventRetentionDays)} from users
      where ${isUser} and ${isRecorded}`,
    `update users set role = '${role}', updated_at = ${now} where ${isUser} and ${isRecorded}`,
    `select id, role, ${isRecorded} as changed,
      (select count(*) from users where role = 'admin' and disabled_at is null) as admins from users where ${isUser}`,
  ].join(';\n')
}
