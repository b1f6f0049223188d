import { describe, expect, it } from 'vitest'
import { authorKeyOf, maxKeyLength, titleKeyOf } from '../../src/books/sort-keys.ts'

describe('the sort key of a title', () => {
  it.each([
    ['The Hobbit', 'hobbit'],
    ['“A Tale of Two Cities”', 'tale of two cities'],
    ['L’Étranger', 'etranger'],
    ["L'étranger", 'etranger'],
    ["Un'estate", 'estate'],
    ['Die Verwandlung', 'verwandlung'],
    ['Las ciudades', 'ciudades'],
    ['Gli indifferenti', 'indifferenti'],
    ['Het achterhuis', 'achterhuis'],
    ['O Alquimista', 'alquimista'],
    ['Η φόνισσα', 'φονισσα'],
    ['…And Then There Were None', 'and then there were none'],
    ['吾輩は猫である', '吾輩は猫である'],
  ])('of %j is %j', (title, key) => expect(titleKeyOf(title)).toBe(key))

  it.each([
    ['The', 'the'],
    ['A', 'a'],
    ['The …', 'the'],
    ['Theory', 'theory'],
    ['A-Z', 'a z'],
    ['A.I.', 'a i'],
    ['I, Robot', 'i robot'],
    ['As I Lay Dying', 'as i lay dying'],
    ['The The', 'the'],
  ])('of %j takes off no more than an article: %j', (title, key) => expect(titleKeyOf(title)).toBe(key))

  it('is the title itself when that has no word', () => expect(titleKeyOf(' +++ ')).toBe('+++'))

  it('has a bounded length, and no half characters', () => {
    const key = titleKeyOf('𝒜㌀'.repeat(100))
    expect(Array.from(key).length).toBeLessThanOrEqual(maxKeyLength)
    expect(titleKeyOf('𐐷'.repeat(300)).isWellFormed()).toBe(true)
  })
})

describe('the sort key of authors', () => {
  it.each([
    [['Mary Shelley'], 'shelley mary'],
    [['Antoine de Saint-Exupéry', 'Another'], 'saint exupery antoine de'],
    [['J. R. R. Tolkien '], 'tolkien j r r'],
    [['Plato'], 'plato'],
    [['村上春樹'], '村上春樹'],
    [['—'], '—'],
    [[], ''],
  ])('of %j is %j', (authors, key) => expect(authorKeyOf(authors)).toBe(key))
})
