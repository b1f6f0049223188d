/** The texts along a spine, and their sizes in rem. */
export interface SpineText {
  title: string
  /** The last name of the first author; empty without one. */
  author: string
  fontSize: number
  lines: number
}

const wide = /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60]/
/** Whether the letters of a text stand upright under each other, as in Chinese, Japanese and Korean. */
export const isUpright = (text: string): boolean => wide.test(text)
const capital = /\p{Lu}|[mwMW@%&—]/u

/** The width of a text in the serif font, in em. An estimate, because measuring hundreds of titles costs frames. */
const widthOf = (text: string): number => {
  let width = 0
  for (const letter of text)
    width += wide.test(letter) ? 1 : letter === ' ' ? 0.25 : capital.test(letter) ? 0.74 : 0.49
  return width
}

/** Words that belong to the last name. */
const particle =
  /^(?:\p{Ll}.*|Le|La|De|Du|Del|Della|Di|Da|Von|Van|Der|Den|Ten|Ter|El|Al|Bin|Ibn|St\.?|Mac|Mc)$/u
const suffix = /^(?:jr|sr|i{2,3}|iv)\.?,?$/i

/** `Le Guin` of `Ursula K. Le Guin`, `Rilke` of `Rilke, Rainer Maria` */
export const lastName = (name: string): string => {
  const [first = ''] = name.split(',', 1)
  const words = (name.includes(',') ? first : name).trim().split(/\s+/)
  while (words.length > 1 && suffix.test(words.at(-1) ?? '')) words.pop()
  let start = words.length - 1
  while (start > 1 && particle.test(words[start - 1] ?? '')) start--
  // With two words, the first one is a given name or a particle.
  if (start === 1 && /^(?:de|du|di|da|von|van|ibn|el)$/i.test(words[0] ?? '')) start = 0
  return words.slice(start).join(' ')
}

/** A spine has no room for a subtitle. */
const withoutSubtitle = (title: string): string =>
  /^(.{3,}?)\s*(?:[:;(–—]|,? or,? )/.exec(title)?.[1] ?? title

const shorten = (title: string, room: number): string => {
  if (widthOf(title) <= room) return title
  const words = title.split(' ')
  while (words.length > 1 && widthOf(`${words.join(' ')} …`) > room) words.pop()
  const text = words.join(' ')
  return widthOf(text) <= room
    ? `${text} …`
    : `${[...text].slice(0, Math.max(3, Math.floor(room / 0.55))).join('')}…`
}

const lineHeight = 1.15
const fontSizes = [1.2, 1.1, 1, 0.92, 0.85, 0.78]
/** The length that ornaments take at the head and the foot. */
const ornaments = { gilt: 3.5, bands: 4.6, label: 3.5, paper: 3.5, stripe: 3.5 }
export type Binding = keyof typeof ornaments
const gap = 0.6
const authorSize = 0.7
const maxAuthorShare = 0.4

/** The words of several lines leave some room at the end of each. */
const roomOf = (lines: number, length: number, fontSize: number) =>
  (lines * length * (lines > 1 ? 0.86 : 0.97)) / fontSize

const sizesFor = (width: number, length: number) =>
  fontSizes
    .filter((fontSize) => fontSize <= Math.max(0.78, width * 0.55))
    .map((fontSize) => {
      const lines = Math.max(1, Math.min(3, Math.floor((width - 0.45) / (fontSize * lineHeight))))
      return { fontSize, lines, room: roomOf(lines, length, fontSize) }
    })

/** Chooses the largest font in which the title fits. Leaves out its subtitle, then the author, and at last its end. */
export const spineText = (
  book: { title: string; authors: readonly string[] },
  { width, height, binding }: { width: number; height: number; binding: Binding },
): SpineText => {
  const author = lastName(book.authors[0] ?? '')
  const whole = height - ornaments[binding]
  const authorLength = Math.min(widthOf(author) * authorSize * 1.15, whole * maxAuthorShare)
  const short = withoutSubtitle(book.title)
  const attempts = [
    { title: book.title, author, length: whole - authorLength - gap },
    { title: short, author, length: whole - authorLength - gap },
    { title: short, author: '', length: whole },
  ]
  for (const { title, author, length } of attempts) {
    const size = sizesFor(width, length).find(({ room }) => widthOf(title) <= room)
    if (size) return { title, author, fontSize: size.fontSize, lines: size.lines }
  }
  const { fontSize, lines, room } = sizesFor(width, whole).at(-1) ?? { fontSize: 0.78, lines: 1, room: whole }
  return { title: shorten(short, room), author: '', fontSize, lines }
}
