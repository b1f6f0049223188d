import { describe, expect, it } from 'vitest'
import { type Draft, emptyDraft } from '../../../web/src/library/draft.ts'
import { mergeDrafts } from '../../../web/src/library/merge.ts'

/** @param base, mine, saved the values of one field */
const merge = <Name extends keyof Draft>(
  name: Name,
  [base, mine, saved]: [Draft[Name], Draft[Name], Draft[Name]],
) => {
  const draft = (value: Draft[Name]): Draft => ({ ...emptyDraft, title: 'Emma', [name]: value })
  const { merged, conflicting } = mergeDrafts(draft(base), draft(mine), draft(saved))
  return conflicting.length > 0 ? conflicting : merged[name]
}

describe('a merge of two changes', () => {
  it('takes the value that one of them changed', () => {
    expect(merge('notes', ['', 'mine', ''])).toBe('mine')
    expect(merge('notes', ['', '', 'theirs'])).toBe('theirs')
    expect(merge('notes', ['', 'same', 'same'])).toBe('same')
    expect(merge('rating', [3, null, 3])).toBe(null)
    expect(merge('notes', ['', 'mine', 'theirs'])).toEqual(['notes'])
  })

  it('adds and removes the tags of both', () => {
    expect(
      merge('tags', [
        ['a', 'b'],
        ['b', 'c'],
        ['a', 'b', 'd'],
      ]),
    ).toEqual(['b', 'c', 'd'])
    expect(merge('tags', [['a'], ['a', 'New'], ['a', 'new']])).toEqual(['a', 'new'])
    expect(merge('tags', [['a', 'b'], [], ['a', 'b', 'c']])).toEqual(['c'])
    expect(merge('tags', [[], ['mine'], ['theirs']])).toEqual(['mine', 'theirs'])
  })

  it('keeps the order of authors', () => {
    expect(
      merge('authors', [
        ['A', 'B'],
        ['A2', 'B'],
        ['A', 'B', 'C'],
      ]),
    ).toEqual(['A2', 'B', 'C'])
    expect(
      merge('authors', [
        ['A', 'B'],
        ['A', 'B', 'C'],
        ['X', 'A', 'B'],
      ]),
    ).toEqual(['X', 'A', 'B', 'C'])
  })

  it('asks for an author that both replaced, and for another order', () => {
    expect(merge('authors', [['A'], ['B'], ['C']])).toEqual(['authors'])
    expect(
      merge('authors', [
        ['A', 'B'],
        ['B', 'A'],
        ['A', 'B', 'C'],
      ]),
    ).toEqual(['authors'])
  })

  it('keeps equal readings apart', () => {
    const unknown = { started_on: '', finished_on: '' }
    const day = { started_on: '2026-01-01', finished_on: '' }
    expect(merge('readings', [[unknown, unknown], [unknown, unknown, day], [unknown]])).toEqual([
      unknown,
      day,
    ])
  })

  it('merges the own fields by their names', () => {
    const base: Draft['extra'] = [
      ['Mood', 'calm'],
      ['Shop', 'X'],
    ]
    expect(merge('extra', [base, [['Mood', 'wild']], [...base, ['Lent to', 'Ada']]])).toEqual([
      ['Mood', 'wild'],
      ['Lent to', 'Ada'],
    ])
    expect(merge('extra', [base, [['Mood', 'wild']], [['Mood', 'dark']]])).toEqual(['extra'])
  })
})
