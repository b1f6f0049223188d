import { describe, expect, it } from 'vitest'
import { certainNames, nearNames } from '../../../src/books/import/shelf-names.ts'
import { categoryOf } from '../../../src/books/import/shelves.ts'

describe('the category of shelves', () => {
  it.each([
    ['mystery', 'thriller'],
    ['favorites, ya-fantasy, horror', 'fantasy'],
    ['Fantasy Romance', 'romance'],
    ['romantic-suspense', 'romance'],
    ['crime-fiction', 'thriller'],
    ['sci-fi-horror', 'horror'],
    ['sci-fi, horror', 'horror'],
    ['fiction, 2019-poetry', 'poetry'],
    ['political-science', 'politics'],
    ['computer-science', 'science'],
    ["children's picture books", 'picture book'],
  ])('%j is %s', (shelves, category) => {
    expect(categoryOf(shelves)).toEqual({ category, categoryGuessed: false })
  })

  it.each([
    ['science-fiction', 'fantasy'],
    ['to-read, sci-fi', 'fantasy'],
    ['non-fiction', 'science'],
    ['social-sciences', 'politics'],
    ['true-crime', 'thriller'],
    ['childrens', 'picture book'],
    ['memoir, fiction', 'politics'],
    ['graphic-novels', 'picture book'],
  ])('%j is guessed as %s', (shelves, category) => {
    expect(categoryOf(shelves)).toEqual({ category, categoryGuessed: true })
  })

  it.each([
    '',
    'to-read',
    'favorites, own',
    '日本文学',
    ',,,',
    '__proto__, constructor',
    'conscience, romancer',
  ])('%j names no category, and fantasy is the fallback', (shelves) => {
    expect(categoryOf(shelves)).toEqual({ category: 'fantasy', categoryGuessed: true })
  })

  it('no name has two categories', () => {
    const names = [certainNames, nearNames].flatMap((table) =>
      Object.values(table).flatMap((list) => list.split(', ')),
    )
    expect(names).toHaveLength(new Set(names).size)
    expect(names.filter((name) => !/^[a-z]+( [a-z]+){0,2}$/.test(name))).toEqual([])
  })
})
