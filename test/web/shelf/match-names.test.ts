import { expect, onTestFinished, test, vi } from 'vitest'
import { matchNames } from '../../../web/src/shelf/many-covers/match-names.ts'

const book = (
  title: string,
  fields: { authors?: string[]; series?: string; series_number?: number; isbn?: string } = {},
) => ({
  id: title,
  title,
  authors: [],
  series: null,
  series_number: null,
  isbn: null,
  version: 1,
  thumbnail_url: null,
  ...fields,
})

const library = [
  book('The Left Hand of Darkness', { authors: ['Ursula K. Le Guin'], isbn: '9780441478125' }),
  book('The Dispossessed', { authors: ['Ursula K. Le Guin'] }),
  book('Volume 2', { series: 'Saga', series_number: 2 }),
  book('Volume 3', { series: 'Saga', series_number: 3 }),
  book('Gödel, Escher, Bach: An Eternal Golden Braid', { authors: ['Douglas R. Hofstadter'] }),
  book('If'),
  book('Über die Straße'),
  book('Emma'),
  book('🦊'),
  book('The'),
  book('كتاب الحكايات'),
  book('Émile'),
]

const chosenFor = async (...names: string[]) => (await matchNames(names, library)).map(({ chosen }) => chosen)

test.each([
  ['The Left Hand of Darkness.jpg', 'The Left Hand of Darkness'],
  ['left_hand_of_darkness-cover (1).JPEG', 'The Left Hand of Darkness'],
  ['Ursula K. Le Guin - The Dispossessed.png', 'The Dispossessed'],
  ['dispossesed 600x900.webp', 'The Dispossessed'],
  ['9780441478125.jpg', 'The Left Hand of Darkness'],
  ['scan 0-441-47812-3 front.jpg', 'The Left Hand of Darkness'],
  ['saga volume 2.jpg', 'Volume 2'],
  ['Volume 3.jpg', 'Volume 3'],
  ['godel escher bach.jpg', 'Gödel, Escher, Bach: An Eternal Golden Braid'],
  ['ueber die strasse.jpg', undefined],
  ['uber-die-strasse.jpg', 'Über die Straße'],
  ['if.png', 'If'],
  ['🦊.png', '🦊'],
  ['the.png', 'The'],
  ['كتاب الحكايات (2).jpg', 'كتاب الحكايات'],
  [`${'Émile'.normalize('NFD')}.png`, 'Émile'],
])('the name %s is matched to %s', async (name, title) => {
  expect(await chosenFor(name)).toEqual([title])
})

test.each([
  'IMG_20240501_1234.jpg',
  'Volume 4.jpg',
  'what if everything were otherwise.jpg',
  'Volume.jpg',
  'a.jpg',
  '.jpg',
])('the name %s is left to the reader', async (name) => {
  expect(await chosenFor(name)).toEqual([undefined])
})

test('of two images for one book, the better one gets it', async () => {
  expect(await chosenFor('emma watson emma.jpg', 'Emma.jpg', 'emma.png')).toEqual([
    undefined,
    'Emma',
    undefined,
  ])
})

test('two books with one title are left to the reader', async () => {
  const two = [
    book('Poems', { authors: ['Keats'] }),
    { ...book('Poems', { authors: ['Rilke'] }), id: 'other' },
  ]
  const [plain, named] = await matchNames(['poems.jpg', 'keats poems.jpg'], two)
  expect(plain?.chosen).toBe(undefined)
  expect(plain?.candidates).toHaveLength(2)
  expect(named?.chosen).toBe('Poems')
})

test('hundreds of names leave the page free in between', async () => {
  const words = 'harbour lantern orchard winter silver garden letters shadow bridges island'.split(' ')
  const titleAt = (at: number) => `${words[at % 10]} ${words[Math.floor(at / 10) % 10]} ${at}`
  const many = Array.from({ length: 1500 }, (_, at) => book(titleAt(at)))
  // Each look at the clock is five milliseconds later, so three names take longer than a step may.
  let now = 0
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 5
    return now
  })
  const pauses = vi.spyOn(globalThis, 'setTimeout')
  onTestFinished(() => void vi.restoreAllMocks())
  const names = Array.from({ length: 500 }, (_, at) => `${titleAt(at * 3)} cover.jpg`)
  const matches = await matchNames(names, many)
  expect(matches.map(({ chosen }) => chosen)).toEqual(names.map((_, at) => titleAt(at * 3)))
  expect(clock).toHaveBeenCalledTimes(1 + 500 + 166)
  expect(pauses).toHaveBeenCalledTimes(166)
})

test('matching stops when the dialog is closed', async () => {
  const abort = new AbortController()
  const many = Array.from({ length: 3000 }, (_, at) => book(`Harbour lantern ${at}`))
  const names = many.map(({ title }) => `${title}.jpg`)
  const matched = matchNames(names, many, abort.signal)
  abort.abort()
  await expect(matched).rejects.toThrow('abort')
})
