import type { Category } from 'bookplate/client'
import { english, routerTexts } from './texts.ts'

export type { Category }

// The colour of each category is in design/tokens.css, selected by `data-category`.
const names: Record<Category, string> = english.categories

export const categories = Object.keys(names) as Category[]

/** @param category null for none */
export const categoryName = (category: Category | null): string => {
  const texts = routerTexts.value
  return category === null ? texts.noCategory : texts.categories[category]
}

const isCategory = (text: unknown): text is Category => typeof text === 'string' && Object.hasOwn(names, text)

/** The books of the shelf with this category, or those without one. */
export type CategoryFilter = Category | 'none'

export const categoryFilters: readonly CategoryFilter[] = [...categories, 'none']

export const filterName = (filter: CategoryFilter): string => categoryName(filter === 'none' ? null : filter)

export const isCategoryFilter = (text: unknown): text is CategoryFilter => text === 'none' || isCategory(text)
