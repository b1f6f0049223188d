import { describe, expect, it } from 'vitest'
import { categoryOf } from '../../../src/books/import/shelf-category.ts'
import { certainNames, otherMeanings } from '../../../src/books/import/shelf-names.ts'

describe('the category of shelves', () => {
  it.each([
    ['mystery', 'thriller'],
    ['favorites, ya-fantasy, epic-fantasy', 'fantasy'],
    ['romantic-suspense', 'romance'],
    ['crime-fiction', 'thriller'],
    ['sci-fi-horror', 'horror'],
    ['fiction, 2019-poetry', 'poetry'],
    ['political-science', 'politics'],
    ["children's picture books", 'picture book'],
  ])('%j is %s', (shelves, category) => {
    expect(categoryOf(shelves.split(','))).toBe(category)
  })

  it.each([
    '',
    'to-read',
    'favorites, own',
    '日本文学',
    '__proto__, constructor',
    'conscience, romancer',
    'science-fiction',
    'non-fiction',
    'social-sciences',
    'true-crime',
    'childrens',
    'memoir, fiction',
    'ya-fantasy, horror',
    'fantasy romance',
    'non-romance',
    'Not Fantasy',
    'no science',
  ])('%j names none for certain', (shelves) => {
    expect(categoryOf(shelves.split(','))).toBeUndefined()
  })

  it('no name has two meanings', () => {
    const names = [...Object.values(certainNames), otherMeanings].flatMap((list) => list.split(', '))
    expect(names).toHaveLength(new Set(names).size)
    expect(names.filter((name) => !/^[a-z]+( [a-z]+){0,2}$/.test(name))).toEqual([])
  })
})
