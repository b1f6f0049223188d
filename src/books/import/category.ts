import { categories } from '../../db/schema.ts'
import type { Category } from '../fields.ts'

/** @returns the category with this name, undefined if there is none */
export const readCategory = (name: string): Category | undefined =>
  categories.find((category) => category === name)
