const header = 'Title,Author,Exclusive Shelf,Date Added,Date Read,My Review,Bookshelves,ISBN13,My Rating'

/** @returns a file of Goodreads with one row */
export const goodreads = (cells: Partial<Record<string, string>>) => {
  const names = header.split(',')
  const all: Partial<Record<string, string>> = { Title: 'A', Author: 'Ada', ...cells }
  const line = names.map((name) => `"${(all[name] ?? '').replaceAll('"', '""')}"`).join(',')
  return `${header}\n${line}\n`
}
