// Made by hand after the public documentation of Open Library: the shapes are theirs, the books are out of copyright.

/** An edition as `GET /api/books?jscmd=details` has it. */
export const frankenstein = {
  bib_key: 'ISBN:9780141439471',
  info_url: 'https://openlibrary.org/books/OL7355422M/Frankenstein',
  preview: 'noview',
  preview_url: 'https://openlibrary.org/books/OL7355422M/Frankenstein',
  thumbnail_url: 'https://covers.openlibrary.org/b/id/1001-S.jpg',
  details: {
    key: '/books/OL7355422M',
    type: { key: '/type/edition' },
    title: 'Frankenstein',
    subtitle: 'or, The Modern Prometheus',
    authors: [{ key: '/authors/OL25342A', name: 'Mary Shelley' }],
    works: [{ key: '/works/OL450063W' }],
    series: ['Penguin Classics ; 12'],
    publishers: ['Penguin', 'Another'],
    publish_date: 'May 6, 2003',
    number_of_pages: 273,
    languages: [{ key: '/languages/eng' }],
    physical_format: 'Mass Market Paperback',
    description: { type: '/type/text', value: 'A <b>modern</b>\r\n\r\nPrometheus &amp; more.' },
    covers: [-1, 1001],
    isbn_13: ['9780141439471'],
    isbn_10: ['0141439475'],
    latest_revision: 12,
  },
}

/** A work as `GET /search.json` has it, with the edition that fits best. */
export const emma = {
  title: 'Emma',
  author_name: ['Jane Austen'],
  first_publish_year: 1815,
  cover_i: 1002,
  editions: {
    numFound: 1,
    start: 0,
    numFoundExact: true,
    docs: [
      {
        title: 'Emma: Roman',
        publisher: ['Insel'],
        publish_date: ['1997'],
        language: ['ger'],
        isbn: ['3458336494', '9783458336495'],
        cover_i: 1003,
      },
    ],
  },
}

export const persuasion = { title: 'Persuasion', author_name: ['Jane Austen'], first_publish_year: 1817 }

export const searchOf = (...docs: unknown[]) => ({
  numFound: docs.length,
  start: 0,
  numFoundExact: true,
  num_found: docs.length,
  documentation_url: 'https://openlibrary.org/dev/docs/api/search',
  q: '',
  offset: null,
  docs,
})
