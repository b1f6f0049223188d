import { authorKey, type Identity, identityKey, titleKey } from './keys.ts'

/** A book that a row may be: one of the library, or one of an earlier row. */
export interface KnownBook extends Identity {
  /** The place of the book in D1; undefined for a new book. */
  place?: number
  /** The index of the row that creates the book. */
  rowIndex?: number
  createdAt?: number
}

type Lists = Map<string, KnownBook[]>

const add = (lists: Lists, key: string, book: KnownBook): void => {
  const list = lists.get(key)
  if (list) list.push(book)
  else lists.set(key, [book])
}

const remove = (lists: Lists, key: string, book: KnownBook): void => {
  const list = lists.get(key)
  if (list)
    lists.set(
      key,
      list.filter((other) => other !== book),
    )
}

const pair = (title: string, author: string): string => `${title}\n${author}`

/** The books that rows are compared with, by the keys of the rule "already there". */
export class KnownBooks {
  readonly #identities = new Map<string, KnownBook>()
  readonly #isbns: Lists = new Map()
  /** By title and first author: books with an ISBN, and books without. */
  readonly #authored: { with: Lists; without: Lists } = { with: new Map(), without: new Map() }
  readonly #titles: Lists = new Map()
  readonly #unauthored: Lists = new Map()

  #eachList(book: KnownBook, change: typeof add): void {
    const [title, author] = [titleKey(book.title), authorKey(book.authors)]
    if (book.isbn) change(this.#isbns, book.isbn, book)
    change(book.isbn ? this.#authored.with : this.#authored.without, pair(title, author), book)
    change(this.#titles, title, book)
    if (book.authors.length === 0) change(this.#unauthored, title, book)
  }

  add(book: KnownBook): void {
    this.#identities.set(identityKey(book), book)
    this.#eachList(book, add)
  }

  /** Gives a known book what an update changes. */
  change(book: KnownBook, { title, authors, isbn }: Identity): void {
    this.#identities.delete(identityKey(book))
    this.#eachList(book, remove)
    Object.assign(book, { title, authors, isbn })
    this.add(book)
  }

  same(book: Identity): KnownBook | undefined {
    return this.#identities.get(identityKey(book))
  }

  /**
   * The rule "already there": the same ISBN; else the same folded title and first author, unless both have an ISBN; else the
   * same folded title where one side has no author.
   * @param titles of the row: with and without the series
   */
  matches({ authors, isbn }: Identity, titles: readonly string[]): readonly KnownBook[] {
    const same = isbn ? this.#isbns.get(isbn) : undefined
    if (same?.length) return same
    const keys = [...new Set(titles.map(titleKey))]
    const author = authorKey(authors)
    const authored = keys.flatMap((key) => [
      ...(this.#authored.without.get(pair(key, author)) ?? []),
      ...(isbn ? [] : (this.#authored.with.get(pair(key, author)) ?? [])),
    ])
    if (authored.length > 0) return authored
    const lists = authors.length === 0 ? this.#titles : this.#unauthored
    return keys.flatMap((key) => lists.get(key) ?? [])
  }
}
