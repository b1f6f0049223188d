// Made by hand after the public documentation of the Google Books API: the shapes are theirs.

/** A volume as `GET /books/v1/volumes` has it. */
export const dracula = {
  id: 'AAAAAAAAAAAA',
  volumeInfo: {
    title: 'Dracula',
    authors: ['Bram Stoker'],
    publisher: 'Oxford University Press',
    publishedDate: '2011-05-12',
    description: 'A count <i>travels</i>.<br>By ship.',
    industryIdentifiers: [
      { type: 'ISBN_10', identifier: '0199564094' },
      { type: 'ISBN_13', identifier: '9780199564095' },
    ],
    pageCount: 389,
    language: 'en',
    imageLinks: {
      smallThumbnail:
        'http://books.google.com/books/content?id=AAAAAAAAAAAA&printsec=frontcover&img=1&zoom=5',
      thumbnail: 'http://books.google.com/books/content?id=AAAAAAAAAAAA&printsec=frontcover&img=1&zoom=1',
    },
  },
}

/** A volume that only quotes the ISBN of another. */
export const aboutDracula = {
  id: 'BBBBBBBBBBBB',
  volumeInfo: { title: 'About Dracula', industryIdentifiers: [{ type: 'OTHER', identifier: 'UOM:1' }] },
}

export const volumesOf = (...items: unknown[]) => ({
  kind: 'books#volumes',
  ...(items.length > 0 && { items }),
})
