const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

const english = {
  /** @param name null for an owner who shows none */
  title: (name: string | null): string => (name === null ? 'A bookshelf' : `${name}’s bookshelf`),
  heading: (name: string | null): string => name ?? 'A bookshelf',
  reader: 'A reader',
  description: (titles: string[]): string =>
    titles.length > 0 ? `With ${titles.join(', ')}.` : 'No books here yet.',
  books: (count: string, isOne: boolean): string => (isOne ? '1 book' : `${count} books`),
  newestFirst: 'Newest first',
  number: (value: number): string => String(value),
  series: (name: string, number: number | null): string => (number === null ? name : `${name}, ${number}`),
  rating: (stars: number): string => `${stars} of 5 stars`,
  readReview: 'Read the review',
  reviews: 'Reviews',
  wholeReview: 'The whole review',
  backToBook: 'Back to the books',
  pages: 'Pages',
  newest: 'To the newest books',
  more: 'More books',
  empty: 'No books here yet',
  emptyHint: 'Come back later.',
  feed: 'Follow this shelf (Atom feed)',
  json: 'The books as JSON',
  made: 'Made with',
  errors: {
    gone: [
      'This shelf is not here',
      'Its owner has taken it down, or given it a new address. Ask them for it.',
    ],
    page: ['This page of the shelf is not here', 'The address of the page is not complete.'],
    busy: ['Too many visits', 'Wait a minute, then load the page again.'],
    failed: ['The shelf cannot be shown', 'Something went wrong on our side. Load the page again.'],
  } as Record<'gone' | 'page' | 'busy' | 'failed', readonly [title: string, hint: string]>,
}

/** The texts of the pages for visitors. */
export type Texts = typeof english

const decimal = (value: number) => String(value).replace('.', ',')

const german: Texts = {
  title: (name) => (name === null ? 'Ein Bücherregal' : `Das Bücherregal von ${name}`),
  heading: (name) => name ?? 'Ein Bücherregal',
  reader: 'Jemand, der liest',
  description: (titles) => (titles.length > 0 ? `Mit ${titles.join(', ')}.` : 'Hier sind noch keine Bücher.'),
  books: (count, isOne) => (isOne ? '1 Buch' : `${count} Bücher`),
  newestFirst: 'Neueste zuerst',
  number: decimal,
  series: (name, number) => (number === null ? name : `${name}, ${decimal(number)}`),
  rating: (stars) => `${decimal(stars)} von 5 Sternen`,
  readReview: 'Zur Rezension',
  reviews: 'Rezensionen',
  wholeReview: 'Die ganze Rezension',
  backToBook: 'Zurück zu den Büchern',
  pages: 'Seiten',
  newest: 'Zu den neuesten Büchern',
  more: 'Weitere Bücher',
  empty: 'Hier sind noch keine Bücher',
  emptyHint: 'Schauen Sie später wieder vorbei.',
  feed: 'Diesem Regal folgen (Atom-Feed)',
  json: 'Die Bücher als JSON',
  made: 'Gemacht mit',
  errors: {
    gone: [
      'Dieses Regal gibt es hier nicht',
      'Es wird nicht mehr gezeigt oder hat eine neue Adresse. Fragen Sie den Menschen, dem es gehört.',
    ],
    page: ['Diese Seite des Regals gibt es nicht', 'Die Adresse der Seite ist unvollständig.'],
    busy: ['Zu viele Besuche', 'Warten Sie eine Minute und laden Sie die Seite dann neu.'],
    failed: [
      'Das Regal kann nicht gezeigt werden',
      'Bei uns ist etwas schiefgegangen. Laden Sie die Seite neu.',
    ],
  },
}

const texts: Record<Language, Texts> = { en: english, de: german }

export const textsOf = (language: Language): Texts => texts[language]

const isLanguage = (text: string): text is Language => languages.some((one) => one === text)

/** @param header `Accept-Language` (RFC 9110, section 12.5.4) @returns the language that its sender likes most */
export const languageOf = (header = ''): Language => {
  const wanted = header.split(',').flatMap((item) => {
    const [tag = '', ...parameters] = item
      .trim()
      .toLowerCase()
      .split(/[\s;]+/)
    const language = tag.split('-')[0] ?? ''
    const weight = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1)
    return isLanguage(language) && weight > 0 ? [{ language, weight }] : []
  })
  return wanted.toSorted((a, b) => b.weight - a.weight)[0]?.language ?? 'en'
}
