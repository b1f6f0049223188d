import type { english } from '../router/texts.ts'

export const router: typeof english = {
  categories: {
    romance: 'Liebesroman',
    poetry: 'Lyrik',
    politics: 'Politik',
    'picture book': 'Bilderbuch',
    science: 'Wissenschaft',
    fantasy: 'Fantasy',
    horror: 'Horror',
    thriller: 'Thriller',
  },
  noCategory: 'Ohne Kategorie',
  sorts: {
    '-created_at': 'Neueste zuerst',
    created_at: 'Älteste zuerst',
    title: 'Titel, A bis Z',
    '-title': 'Titel, Z bis A',
    author: 'Autor, A bis Z',
    series: 'Reihe, A bis Z',
    '-rating': 'Beste Bewertung zuerst',
    '-finished_on': 'Zuletzt beendete zuerst',
    '-published_year': 'Neueste Ausgabe zuerst',
    published_year: 'Älteste Ausgabe zuerst',
    pages: 'Kürzeste zuerst',
    '-pages': 'Längste zuerst',
  },
}
