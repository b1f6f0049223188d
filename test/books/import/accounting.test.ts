import { describe, expect, it } from 'vitest'
import { fixture } from '../../support/makers.ts'
import { repetitions } from '../../support/repetitions.ts'
import { unaccounted } from './account.ts'
import { makeGoodreadsExport } from './goodreads-export.ts'
import { files } from './other-files.ts'
import { readForAccount } from './read.ts'

describe('every cell ends in a field, in an own field, or is named', () => {
  it.each([1, 2, 3])('of an export of Goodreads with every quirk (seed %i)', (seed) => {
    const { bytes, text, failing } = makeGoodreadsExport(repetitions(1000, 10_000), seed)
    const imported = readForAccount(bytes)
    const { cells, lost } = unaccounted(text, imported)
    expect(lost).toEqual([])
    expect(cells).toBeGreaterThan(12_000)
    expect([...imported].filter(([, row]) => row === 'failed').map(([row]) => row)).toEqual(failing)
  })

  it.each(['goodreads.csv', 'storygraph.csv'])('of %s', async (name) => {
    const bytes = await (await fixture(name)).bytes()
    const { cells, lost } = unaccounted(new TextDecoder().decode(bytes), readForAccount(bytes))
    expect(lost).toEqual([])
    expect(cells).toBeGreaterThan(20)
  })

  it.each(files)('of a file of $name', ({ text, bytes, delimiter, minCells }) => {
    const { cells, lost } = unaccounted(text, readForAccount(bytes ?? text), delimiter)
    expect(lost).toEqual([])
    expect(cells).toBeGreaterThan(minCells)
  })
})
