import { readFile } from 'node:fs/promises'

/** The password of every reader of a fixture. */
export const password = 'Correct-Horse-7'
export const emails = {
  reader: 'reader@example.com',
  disabled: 'disabled@example.com',
  erased: 'erased@example.com',
}

const importedBooks = 60

const texts = [
  "Robert'); DROP TABLE users;--",
  'She said "no" — `twice`; ?1, %s, $x, \\n',
  '百年孤独 ليلى والذئب L’Étranger 📚',
  'Cafe\u0301 and Caf\u00e9, ﷽, a\u200bb, \u202eright to left',
  '0123, 1e5, 007, null, true, -0',
  'line one\nline two\ttab',
]

/** Calls the service, and fails unless it succeeds. @returns `data` of the response */
const caller =
  (send) =>
  async (method, path, { as, json, form, headers } = {}) => {
    const response = await send(path, {
      method,
      headers: {
        ...(json && { 'Content-Type': 'application/json' }),
        ...(as && { Authorization: `Bearer ${as}` }),
        ...headers,
      },
      body: json ? JSON.stringify(json) : form,
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return text && JSON.parse(text).data
  }

const formOf = (fields) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}

const libraryFile = () => {
  const books = Array.from({ length: importedBooks }, (_, at) => ({
    title: `${at} ${texts[at % texts.length].replace(/\s+/g, ' ')}`,
    description: at === 0 ? '€'.repeat(5000) : texts[(at * 5) % texts.length],
    category: at % 2 ? 'science' : 'picture book',
  }))
  return new File([JSON.stringify({ format: 'bookplate', version: 1, books })], 'books.json')
}

const coverFile = async () => {
  const bytes = await readFile(new URL('../../test/fixtures/tiny.png', import.meta.url))
  return new File([bytes], 'tiny.png')
}

/** A value for every field of a book: of two authors, read twice. */
const everyField = {
  title: 'With every field',
  authors: ['Gabriel García Márquez', texts[0]],
  description: texts[3],
  category: 'romance',
  series: texts[2],
  series_number: 1.5,
  isbn: '9780141439471',
  publisher: texts[1],
  published_year: -44,
  language: 'pt-BR',
  pages: 1225,
  format: 'hardcover',
  status: 'read',
  rating: 4.25,
  progress: 0.1,
  readings: [
    { started_on: '2020-02-29', finished_on: '2021-01-01' },
    { started_on: null, finished_on: '2024-12-31' },
  ],
  tags: [texts[4], 'ÉTÉ'],
  review: texts[5],
  notes: '€'.repeat(3000),
  owned: true,
  extra: { '0123': '007', 'Reader’s "column"': texts[1] },
}

const fillLibrary = async (call, as) => {
  const form = formOf({ file: libraryFile(), mode: 'apply' })
  await call('POST', '/books/import', { as, form, headers: { 'Idempotency-Key': 'the import' } })
  const fields = {
    title: 'With a cover',
    description: '',
    category: 'horror',
    cover_image: await coverFile(),
  }
  const book = await call('POST', '/books', { as, form: formOf(fields) })
  await call('PATCH', `/books/${book.id}`, { as, json: { description: texts[1] } })
  const { id } = await call('POST', '/books', { as, json: everyField })
  // Other readers still see the version before.
  await call('PATCH', `/books/${id}`, { as, json: { progress: 1 } })
  await call('POST', '/users/download-tokens', { as })
}

/**
 * States that last for moments only, or that need the providers of book data: no request leaves them. The reader signs
 * in without a second factor.
 */
const otherStates = `
  update users set name = '', email = 'erased:' || id, password_hash = '', disabled_at = 1, erased_at = 1
    where email = '${emails.erased}';
  insert into unowned_covers values ('AAAAAAAAAAAAAAAAAAAAAA', 4102444800000);
  insert into cursors values ('covers', 'AAAAAAAAAAAAAAAAAAAAAA/cover.webp', 1);
  insert into idempotency_keys select id, 'POST /books', 'in progress', 'f', 'c', created_at, null, 4102444800000
    from users where email = '${emails.reader}';
  insert into lookup_counts select id, 'lookup', 3, 4102444800000 from users where email = '${emails.reader}';
  insert into provider_budgets values ('covers', 3, 4102444800000, 4102444800000, 1, 4102444800000);
  insert into lookup_results values ('AAAAAAAAAAAAAAAAAAAAAA', '[]', 4102444800000);
  update users set role = 'admin', email_verified_at = 1, changes_from = 1 where email = '${emails.reader}';
  update sessions set method = 'totp', refresh_key_digest = 'digest', bound_key = '{}', bound_counter = 1,
    trusted_device_id = 'device';
  insert into totp_secrets select id, 'pending', 'secret', 'key', 1, 0, 4102444800000 from users
    where email = '${emails.disabled}';
  insert into totp_secrets select id, 'confirmed', 'secret', 'key', 1, 1, null from users
    where email = '${emails.disabled}';
  insert into recovery_codes select id, 'digest', 1 from users where email = '${emails.disabled}';
  insert into passkeys select 'passkey', id, 'credential', 'key', 1, '["internal"]', 'model', 1, 'Phone', 1, 2
    from users where email = '${emails.disabled}';
  insert into challenges values ('digest', 'step_up', 'session', 'delete_passkey', 'passkey', '', 4102444800000);
  insert into pending_sign_ins select 'digest', id, 1, 'counter', 1, 4102444800000 from users
    where email = '${emails.disabled}';
  insert into trusted_devices select 'device', id, 'digest', 'agent', 1, 4102444800000 from users
    where email = '${emails.disabled}';
  insert into factor_removals select id, 'admin', 1, 4102444800000 from users where email = '${emails.disabled}';
  insert into mailed_links select 'link', 'reset_password', id, email, 1, '', '', null, 1, 4102444800000 from users
    where email = '${emails.reader}';
  insert into mailed_links values ('sign up', 'sign_up', null, 'new@example.com', null, 'New Reader', 'hash', '{}', 1,
    4102444800000);
  insert into mails select 'mail', id, email, 'password_reset', '{}', 'link', 1, 1, 4102444800000, 1, 4102444800000
    from users where email = '${emails.reader}';
  insert into mail_counts values ('key', 1, 4102444800000);
  insert into security_events select 'event', id, 'sign_in_failed', '{}', 'agent', 1, 2, 1, 4102444800000 from users
    where email = '${emails.reader}';
  insert into api_keys select 'key', id, 'Program', '["sync"]', 'bpak_', 'digest', 'device', 1, 4102444800000, 1
    from users where email = '${emails.reader}';
  insert into deleted_books select 'book', id, 1, 4102444800000 from users where email = '${emails.reader}';
  insert into webhooks select id, 'https://hooks.example.org/', 'secret', 'key', 1, 1, 'message', 1, 1, 1, 1 from users
    where email = '${emails.reader}';
  insert into shares select id, 'key', 1, 'Zoë', 1, 1, 'tag', 'needle', 1, 1 from users
    where email = '${emails.reader}';
  insert into koreader_documents select id, 'document', 'place', 0.5, 'Kobo', 'device', 'Title', 'Author', 1, 'book'
    from users where email = '${emails.reader}';
  insert into audit_log values ('entry', 'admin', 'disable_user', 'reader', '{}', 1, 4102444800000)`

/** Fills a database through its service, with every table, every column and every state of an account. */
export const fill = async ({ send, db }) => {
  const call = caller(send)
  for (const email of Object.values(emails)) {
    await call('POST', '/users', { json: { name: 'Zoë O’Brien', email, password } })
    const signIn = () => call('POST', '/users/login', { json: { email, password } })
    const { access_token: as } = await signIn()
    await signIn()
    await fillLibrary(call, as)
    if (email === emails.disabled) await call('DELETE', '/users', { as })
  }
  const wrong = { email: emails.reader, password: `${password}?` }
  await send('/users/login', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(wrong),
  })
  await db.batch(otherStates.split(';').map((statement) => db.prepare(statement)))
}
