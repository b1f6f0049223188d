import type { Category } from 'bookplate/client'

export type { Category }

/** The display names. The colour of each category is in design/tokens.css, selected by `data-category`. */
const names: Record<Category, string> = {
  romance: 'Romance',
  poetry: 'Poetry',
  politics: 'Politics',
  'picture book': 'Picture book',
  science: 'Science',
  fantasy: 'Fantasy',
  horror: 'Horror',
  thriller: 'Thriller',
}

export const categories = Object.keys(names) as Category[]

export const categoryName = (category: Category): string => names[category]

export const isCategory = (text: unknown): text is Category =>
  typeof text === 'string' && Object.hasOwn(names, text)
