import { pbkdf2Sync } from 'node:crypto'
import { uuidv7 } from 'uuidv7'

export const seedPassword = 'seven lamps of architecture'

const insertUsers = `insert into users (id, name, email, password_hash, password_version, created_at, updated_at)
  select json_extract(value, '$.id'), json_extract(value, '$.name'), json_extract(value, '$.email'), ?2, 1, ?3, ?3
  from json_each(?1)`

/** Hashes as `hashPassword` of src/auth/passwords/hash.ts does, which needs the Workers runtime. */
const hashPassword = (password, calls) => {
  const salt = Buffer.alloc(16, 'bookplate')
  let secret = Buffer.from(password)
  for (let call = 0; call < calls; call++) secret = pbkdf2Sync(secret, salt, 100_000, 32, 'sha256')
  const encode = (bytes) => bytes.toString('base64').replace(/=+$/, '')
  return `$pbkdf2-sha256$i=100000,c=${calls}$${encode(salt)}$${encode(secret)}`
}

/** Adds users whose password is `seedPassword`. @returns their ids */
export const addUsers = async (db, emails, calls = 6) => {
  const users = emails.map((email) => ({ id: uuidv7(), name: 'Seeded Reader', email }))
  await db
    .prepare(insertUsers)
    .bind(JSON.stringify(users), hashPassword(seedPassword, calls), Date.now())
    .run()
  return users.map(({ id }) => id)
}
