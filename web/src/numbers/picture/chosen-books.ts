export const maxCovers = 24

/** @returns `count` of the items, spread evenly, in their order */
const spread = <Item>(items: readonly Item[], count: number): Item[] => {
  const before = (at: number) => Math.floor((at * count) / items.length)
  return items.length <= count ? [...items] : items.filter((_, at) => before(at + 1) > before(at))
}

/** @returns at most 24 of the books, from the whole year and in their order; those with a cover first */
export const chosenBooks = <Book extends { image_url: string | null }>(books: readonly Book[]): Book[] => {
  const covered = spread(
    books.filter(({ image_url: url }) => url !== null),
    maxCovers,
  )
  const plain = spread(
    books.filter(({ image_url: url }) => url === null),
    maxCovers - covered.length,
  )
  const chosen = new Set([...covered, ...plain])
  return books.filter((book) => chosen.has(book))
}
