import { expect, inject } from 'vitest'

/** Runs SQL, for rows that no request can write. */
export const query = async (sql, ...values) => {
  const response = await fetch(inject('database'), { method: 'POST', body: JSON.stringify({ sql, values }) })
  expect(response.status).toBe(200)
  return response.json()
}

/** Gives a reader the role, as `npm run admin` does. */
export const makeAdmin = ({ id }, role = 'admin') => query('update users set role = ? where id = ?', role, id)

/** Gives a reader a passkey that no authenticator has. */
export const addLostPasskey = ({ id }) =>
  query(
    "insert into passkeys values (?, ?, ?, 'key', 1, '[]', 'model', 1, 'Phone', 1, null)",
    crypto.randomUUID(),
    id,
    crypto.randomUUID(),
  )
