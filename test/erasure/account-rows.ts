import { env } from 'cloudflare:workers'

const later = 4_102_444_800_000

/** A row in each table that belongs to an account, apart from its library and its sessions. */
export const insertAccountRows = async ({ id, email }: { id: string; email: string }): Promise<void> => {
  const rows: [table: string, ...values: unknown[]][] = [
    // A confirmed one would ask for its code before the erasure.
    ['totp_secrets', id, 'pending', 'secret', 'key', 1, 0, later],
    ['recovery_codes', id, 'digest', 1],
    ['passkeys', `passkey of ${id}`, id, 'credential', 'key', 1, '[]', 'model', 1, 'Phone', 1, null],
    ['api_keys', `key of ${id}`, id, 'Program', '[]', 'bpak_', `digest of ${id}`, null, 1, later, null],
    ['pending_sign_ins', `digest of ${id}`, id, 1, 'counter', 0, later],
    ['trusted_devices', `device of ${id}`, id, 'digest', 'agent', 1, later],
    ['factor_removals', id, 'admin', 1, later],
    ['shares', id, `key of ${id}`, 1, 'Mary', 1, 1, 'tag', 'needle', 1, 1],
    ['mailed_links', `link of ${id}`, 'reset_password', id, email, 1, '', '', null, 1, later],
    ['mails', `mail to ${id}`, id, email, 'password_reset', '{}', null, 0, 1, later, null, later],
    ['koreader_documents', id, 'document', '12', 0.5, 'Kobo', 'K', 'Title', null, 1, null],
    ['webhooks', id, 'https://good.hooks.example.com/', 'secret', 'key', 1, 0, null, 1, 0, null, null],
    ['security_events', `event of ${id}`, id, 'signed_in', '{}', 'agent', null, 1, 1, later],
  ]
  const insertions = rows.map(([table, ...values]) =>
    env.DB.prepare(`insert into ${table} values (${values.map(() => '?')})`).bind(...values),
  )
  await env.DB.batch(insertions)
}
