// The minimum that a Worker must do for the same responses: the same calls of bindings, and no checks except token and
// session. The difference to the service is the cost of its checks.
import { type CryptoKey, importJWK, type JWTPayload, jwtVerify } from 'jose'
import { uuidv7 } from 'uuidv7'
import { indexWords } from '../../src/books/search.ts'
import { titleKeyOf } from '../../src/books/sort-keys.ts'
import { hash } from './hash.ts'
import { columns, columnsInList, present, presentInList, type Row } from './present.ts'

interface FloorEnv {
  DB: D1Database
  COVERS: R2Bucket
  IMAGES: ImagesBinding
  PUBLIC_URL: string
  JWT_KEYS: string
}

interface Caller {
  userId: string
  sessionId: string
  at: number
}

let key: Promise<CryptoKey | Uint8Array> | undefined

/** As the service does, an isolate verifies the signature of a token once. */
const verified = new Map<string, JWTPayload>()

const verify = async (request: Request, env: FloorEnv): Promise<Caller> => {
  key ??= publicKey(env)
  const token = request.headers.get('Authorization')?.slice('Bearer '.length) ?? ''
  const payload = verified.get(token) ?? (await verifyOnce(token, await key, env.PUBLIC_URL))
  return { userId: String(payload.sub), sessionId: String(payload.sid), at: Date.now() }
}

const verifyOnce = async (token: string, publicKey: CryptoKey | Uint8Array, url: string) => {
  const { payload } = await jwtVerify(token, publicKey, { issuer: url, audience: url })
  verified.set(token, payload)
  return payload
}

const publicKey = (env: FloorEnv) => {
  const { kty, crv, x } = JSON.parse(env.JWT_KEYS).keys[0]
  return importJWK({ kty, crv, x }, 'EdDSA')
}

const asCaller = async ({ DB }: FloorEnv, caller: Caller, ...statements: D1PreparedStatement[]) => {
  const live = DB.prepare('select id from sessions where id = ? and user_id = ? and expires_at > ?')
  const bound = live.bind(caller.sessionId, caller.userId, caller.at)
  const [session, ...results] = await DB.withSession('first-primary').batch<Row>([bound, ...statements])
  if (session?.results.length !== 1) throw new Error('The session has expired')
  return results.map(({ results }) => results)
}

/** Reads books and checks the session in one statement. */
const select = async ({ DB }: FloorEnv, caller: Caller, read: string, on: string, ...values: unknown[]) => {
  const statement = DB.prepare(
    `select ${read} from sessions left join books on ${on}
      where sessions.id = ? and sessions.user_id = ? and sessions.expires_at > ?
      order by books.created_at desc, books.id desc limit 20`,
  )
  const bound = statement.bind(...values, caller.sessionId, caller.userId, caller.at)
  const [result] = await DB.withSession('first-primary').batch<Row>([bound])
  if (!result?.results.length) throw new Error('The session has expired')
  return result.results.filter(({ id }) => id !== null)
}

const read = async (env: FloorEnv, caller: Caller, id: string) => {
  const [row] = await select(env, caller, columns, 'books.id = ?', id)
  return row && present(row, env.PUBLIC_URL)
}

const list = async (env: FloorEnv, caller: Caller, words: string[]) => {
  const searched = ['title_words', 'description_words', 'other_words']
  const has = searched.map((column) => `instr(books.${column}, ?) > 0`).join(' or ')
  const found = words.map(() => ` and (${has})`).join('')
  const needles = words.flatMap((word) => searched.map(() => `"${word}`))
  const on = `books.user_id = ? and books.created_at >= 0${found}`
  const rows = await select(env, caller, columnsInList, on, caller.userId, ...needles)
  return rows.map((row) => presentInList(row, env.PUBLIC_URL))
}

const encode = async ({ IMAGES }: FloorEnv, file: File, side: number) => {
  const transformed = IMAGES.input(file.stream()).transform({ width: side, height: side, fit: 'scale-down' })
  const result = await transformed.output({ format: 'image/webp', anim: false })
  return new Response(result.image()).arrayBuffer()
}

const create = async (env: FloorEnv, caller: Caller, request: Request) => {
  const form = await request.formData()
  const [title, description, category] = ['title', 'description', 'category'].map((name) =>
    String(form.get(name)),
  )
  const file = form.get('cover_image') as File
  const coverKey = crypto.randomUUID().slice(0, 22)
  const announce = env.DB.prepare('insert into unowned_covers (key, delete_after) values (?, ?)')
  await asCaller(env, caller, announce.bind(coverKey, caller.at + 3_600_000))
  const [cover, thumb, shelf] = await Promise.all([
    encode(env, file, 1200),
    encode(env, file, 150),
    encode(env, file, 480),
  ])
  const httpMetadata = { contentType: 'image/webp' }
  await Promise.all([
    env.COVERS.put(`${coverKey}/cover.webp`, cover, { httpMetadata }),
    env.COVERS.put(`${coverKey}/thumb.webp`, thumb, { httpMetadata }),
    env.COVERS.put(`${coverKey}/shelf.webp`, shelf, { httpMetadata }),
  ])
  const words = [indexWords(title ?? ''), indexWords(description ?? '')]
  const row = [
    uuidv7(),
    ...[caller.userId, title, description, ...words, category, coverKey],
    ...[1, caller.at, caller.at, titleKeyOf(title ?? ''), '', 1, 1],
  ]
  const insert = env.DB.prepare(
    `insert into books (id, user_id, title, description, title_words, description_words, category, cover_key, version,
        created_at, updated_at, title_key, author_key, keyed_version, description_is_public)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning *`,
  )
  const own = env.DB.prepare('delete from unowned_covers where key = ?')
  const [rows = []] = await asCaller(env, caller, insert.bind(...row), own.bind(coverKey))
  return rows.map((inserted) => present(inserted, env.PUBLIC_URL))[0]
}

const handle = async (request: Request, env: FloorEnv) => {
  const { pathname, searchParams } = new URL(request.url)
  if (pathname === '/users/login') return hash((await request.json<{ password: string }>()).password)
  const caller = await verify(request, env)
  if (request.method === 'POST') return create(env, caller, request)
  if (pathname !== '/books') return read(env, caller, pathname.slice('/books/'.length))
  return list(env, caller, searchParams.get('q')?.split(' ') ?? [])
}

export default {
  async fetch(request, env) {
    const data = await handle(request, env)
    return Response.json({ message: 'Done.', data }, { status: request.method === 'POST' ? 201 : 200 })
  },
} satisfies ExportedHandler<FloorEnv>
