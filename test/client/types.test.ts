import { expectTypeOf, it } from 'vitest'
import {
  type ApiError,
  type Book,
  type Category,
  createClient,
  data,
  type ErrorCode,
  type ExportFormat,
  type ImportReport,
  type ListedBook,
  type OwnBook,
  type Session,
  type User,
} from '../../client/index.ts'
import type {
  ListedBook as PresentedListedBook,
  OwnBook as PresentedOwnBook,
  PublicBook,
} from '../../src/books/presented-book.ts'
import type { categories } from '../../src/db/schema.ts'

const { api, upload } = createClient({ baseUrl: 'https://books.example' })

it('has the types of the service', () => {
  expectTypeOf<User>().toEqualTypeOf<{
    id: string
    name: string
    email: string
    email_verified: boolean
    role: 'reader' | 'admin'
    created_at: string
    updated_at: string
  }>()
  expectTypeOf<Book>().toEqualTypeOf<PublicBook>()
  expectTypeOf<OwnBook>().toEqualTypeOf<PresentedOwnBook>()
  expectTypeOf<ListedBook>().toEqualTypeOf<PresentedListedBook>()
  expectTypeOf<Book['authors']>().toEqualTypeOf<string[]>()
  expectTypeOf<OwnBook['rating']>().toEqualTypeOf<number | null>()
  expectTypeOf<Book>().not.toHaveProperty('rating')
  expectTypeOf<Category>().toEqualTypeOf<(typeof categories)[number]>()
  expectTypeOf<Session>().toEqualTypeOf<{
    id: string
    created_at: string
    last_used_at: string
    user_agent: string
    device: string | null
    current: boolean
    bound?: boolean | undefined
    trusted_until?: string | undefined
    signed_in?: false | undefined
  }>()
  expectTypeOf<ImportReport['rows'][number]['status']>().toEqualTypeOf<
    'created' | 'updated' | 'skipped' | 'failed'
  >()
  expectTypeOf<ExportFormat>().toEqualTypeOf<'json' | 'csv' | 'goodreads' | 'zip'>()
  expectTypeOf<'title_taken'>().toExtend<ErrorCode>()
  expectTypeOf<ApiError['code']>().toEqualTypeOf<ErrorCode | 'unexpected_response'>()
})

it('unwraps the response of every route', () => {
  const id = { param: { id: '' } }
  expectTypeOf(() => data(api.users.$get())).returns.resolves.toEqualTypeOf<User>()
  expectTypeOf(() => data(api.users.$patch({ json: { name: '' } }))).returns.resolves.toEqualTypeOf<User>()
  expectTypeOf(() => data(api.books.$get({ query: {} }))).returns.resolves.toEqualTypeOf<
    (ListedBook | Book)[]
  >()
  expectTypeOf(() => data(api.books[':id'].$get(id))).returns.resolves.toEqualTypeOf<OwnBook | Book>()
  expectTypeOf(() =>
    data(api.books[':id'].$put({ ...id, json: {} })),
  ).returns.resolves.toEqualTypeOf<OwnBook>()
  expectTypeOf(() => upload('PATCH', '/books/7', new FormData())).returns.resolves.toEqualTypeOf<OwnBook>()
  expectTypeOf(() =>
    upload('POST', '/books/import', new FormData()),
  ).returns.resolves.toEqualTypeOf<ImportReport>()
})

it('knows the page of a list', () => {
  const list = async () => (await api.books.$get({ query: {} })).json()
  expectTypeOf(list).returns.resolves.toEqualTypeOf<{
    message: string
    data: (ListedBook | Book)[]
    page: { next: string | null }
  }>()
})

it('rejects requests that the service would reject', () => {
  const requests = () => [
    // @ts-expect-error: there is no such field
    api.users.$post({ json: { name: '', email: '', password: '', role: 'admin' } }),
    // @ts-expect-error: the password is missing
    api.users.$post({ json: { name: '', email: '' } }),
    // @ts-expect-error: there is no such order
    api.books.$get({ query: { sort: 'category' } }),
    // @ts-expect-error: a number in a query is text
    api.books.$get({ query: { limit: 20 } }),
    // @ts-expect-error: there is no such category
    api.books[':id'].$patch({ param: { id: '' }, json: { category: 'cooking' } }),
    // @ts-expect-error: the id is missing
    api.books[':id'].$delete(),
    // @ts-expect-error: a book needs a cover
    api.books.$post({ form: { title: '', description: '', category: 'poetry' } }),
    // @ts-expect-error: there is no such route
    api.authors.$get(),
  ]
  expectTypeOf(requests).returns.toBeArray()
})
