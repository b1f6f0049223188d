import { number, plural } from '../i18n/format.ts'
import type { english } from '../numbers/picture/texts.ts'

export const picture: typeof english = {
  dialog: (year) => `Ein Bild von ${year}`,
  hint: 'Es entsteht auf diesem Gerät und bleibt hier, bis Sie es teilen.',
  drawing: 'Das Bild wird gezeichnet …',
  look: 'Licht',
  looks: { paper: 'Papier am Tag', lamp: 'Lampe bei Nacht' },
  shape: 'Format',
  shapes: { post: 'Beitrag, 4:5', story: 'Story, 9:16' },
  shown: 'Auch auf dem Bild',
  name: (name) => `Mein Name: ${name}`,
  rating: 'Meine Bewertung im Mittel',
  save: 'Speichern',
  share: 'Teilen …',
  notShared: 'Das Bild ließ sich nicht teilen. Speichern Sie es, und teilen Sie die Datei.',
  file: (year) => `lesejahr-${year}.png`,
  title: 'EIN LESEJAHR',
  owner: (name) => `ex libris ${name}`,
  more: (books) =>
    plural(books, { one: 'und ein weiteres Buch', other: `und ${number(books)} weitere Bücher` }),
  books: (books) => plural(books, { one: 'Buch', other: 'Bücher' }),
  pages: (pages) => plural(pages, { one: 'Seite', other: 'Seiten' }),
  ofShelf: 'Regal',
  stars: 'Sterne im Mittel',
  alt: (year, figures, titles) => `${year}, ein Lesejahr: ${figures}. Im Regal: ${titles}.`,
  altMore: (books) => plural(books, { one: '1 weiteres Buch', other: `${number(books)} weitere Bücher` }),
}
