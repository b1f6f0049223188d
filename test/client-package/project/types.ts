// The packed types, and requests that they must not allow.
import {
  type Api,
  type ApiError,
  type ApiResponse,
  type Book,
  type Category,
  createClient,
  data,
  type ErrorCode,
  type ListedBook,
  type OwnBook,
  type User,
} from 'bookplate/client'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const expectSame = <A, B>(_same: Same<A, B>) => {}

export const check = async () => {
  const { api, upload } = createClient({ baseUrl: 'https://books.example' })
  const read = await api.books[':id'].$get({ param: { id: '7' } }, { headers: { 'If-None-Match': '"1"' } })
  expectSame<typeof read.status, 200 | 304>(true)
  const book = await data(api.books[':id'].$get({ param: { id: '7' } }))
  expectSame<typeof book, OwnBook | Book>(true)
  expectSame<'review' | 'notes' extends keyof OwnBook ? true : false, true>(true)
  expectSame<Extract<keyof Book, 'version' | 'review' | 'notes'>, never>(true)
  expectSame<Book['category'], Category | null>(true)
  expectSame<'poetry' extends Category ? true : false, true>(true)
  expectSame<ApiError['code'], ErrorCode | 'unexpected_response'>(true)
  const user = await data(api.users.$get())
  expectSame<typeof user, User>(true)
  const list = api.books.$get({ query: { limit: '10', category: 'poetry' } })
  type Page = { message: string; data: (ListedBook | Book)[]; page: { next: string | null } }
  expectSame<typeof list, Promise<ApiResponse<Page, 200>>>(true)
  const changed = await upload('PATCH', '/books/7', new FormData())
  expectSame<typeof changed, OwnBook>(true)
  expectSame<Api['books']['$get'], typeof api.books.$get>(true)
}

export const rejected = () => {
  const { api } = createClient({ baseUrl: 'https://books.example' })
  return [
    // @ts-expect-error: the password is missing
    api.users.$post({ json: { name: '', email: '' } }),
    // @ts-expect-error: there is no such order
    api.books.$get({ query: { sort: 'category' } }),
    // @ts-expect-error: there is no such category
    api.books[':id'].$patch({ param: { id: '' }, json: { category: 'cooking' } }),
    // @ts-expect-error: the id is missing
    api.books[':id'].$delete(),
    // @ts-expect-error: a book needs a cover
    api.books.$post({ form: { title: '', description: '', category: 'poetry' } }),
    // @ts-expect-error: there is no such route
    api.authors.$get(),
    // @ts-expect-error: there is no such code
    (error: ApiError) => error.code === 'no_such_code',
  ]
}
