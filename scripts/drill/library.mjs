import { readFile } from 'node:fs/promises'

const fixture = (name) => readFile(new URL(`../../test/fixtures/${name}`, import.meta.url))

/** Text that breaks a dump, a shell, SQL, JSON, CSV or Unicode that is handled carelessly. */
export const hostileTexts = [
  `'); DROP TABLE books; -- " ; \\`,
  `line\nfeed, carriage\r\nreturn, tab\tand "quotes", 'single', \`back\``,
  '$HOME $(x) %s %00 \\u0000 \\0 {{x}} <script>alert(1)</script>',
  '\u202eright to left\u202c \u200bzero\u200dwidth\ufeff \u2028 \u2029 \u0085 \u00a0',
  'e\u0301 é ﬁ İ ı ß Σς 한글 𝕳𝖊𝖑𝖑𝖔 👩‍👩‍👧‍👦🏳️‍🌈 \u{10ffff} \ufffd \uffff',
  '=cmd|"/c calc"!A1',
  '\u0001\u0007\u001b[31m\u007f',
  '{"base64":"AAAA"} [1,2] null 9007199254740993 1e400',
  '-'.repeat(200),
]

export const password = 'seven lamps of architecture'

/** A CSV that Bookplate exports and imports. */
export const csvOf = (rows) => {
  const cell = (text) => `"${text.replaceAll('"', '""')}"`
  const lines = rows.map(({ title, description }) => [title, description, 'science'].map(cell).join())
  return ['title,description,category', ...lines].join('\r\n')
}

/** @returns {Promise<FormData>} a book with a cover */
export const bookForm = async ({ title, description }) => {
  const form = new FormData()
  form.set('title', title)
  form.set('description', description)
  form.set('category', 'horror')
  form.set('cover_image', new Blob([await fixture('photo.webp')]), 'photo.webp')
  return form
}

/** A description of 1.5 MB, with characters of 1 to 4 bytes, quotes and U+0000. */
export const longText = () => {
  const text = `a'é"\\한\0\n👩‍👧 `.repeat(80_000)
  return Buffer.from(text)
    .subarray(0, 1_500_000)
    .toString()
    .replace(/\ufffd$/, '')
}
