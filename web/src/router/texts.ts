import { areaTexts } from '../i18n/texts.ts'

export const english = {
  categories: {
    romance: 'Romance',
    poetry: 'Poetry',
    politics: 'Politics',
    'picture book': 'Picture book',
    science: 'Science',
    fantasy: 'Fantasy',
    horror: 'Horror',
    thriller: 'Thriller',
  },
  noCategory: 'No category',
  sorts: {
    '-created_at': 'Newest first',
    created_at: 'Oldest first',
    title: 'Title, A to Z',
    '-title': 'Title, Z to A',
    author: 'Author, A to Z',
    series: 'Series, A to Z',
    '-rating': 'Best rated first',
    '-finished_on': 'Last finished first',
    '-published_year': 'Newest edition first',
    published_year: 'Oldest edition first',
    pages: 'Shortest first',
    '-pages': 'Longest first',
  },
}

export const routerTexts = areaTexts('router', english)
