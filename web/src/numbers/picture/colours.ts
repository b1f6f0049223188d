import { type Category, categories } from '../../router/categories.ts'

export type Look = 'paper' | 'lamp'

export interface Colours {
  look: Look
  paper: string
  sheet: string
  glow: string
  ink: string
  inkSoft: string
  board: string
  accent: string
  serif: string
  clothOf: (category: Category | null) => string
}

const plainCloth = '#6b3f3a'

/** @returns the design tokens of one look, as a canvas takes them */
export const coloursOf = (look: Look): Colours => {
  const probe = document.createElement('span')
  probe.hidden = true
  probe.style.colorScheme = look === 'lamp' ? 'dark' : 'light'
  // The picture is for others, so it does not have the forced colours of this device.
  probe.style.setProperty('forced-color-adjust', 'none')
  probe.style.fontFamily = 'var(--serif)'
  document.body.append(probe)
  const read = (value: string) => {
    probe.style.color = value
    return getComputedStyle(probe).color
  }
  const colours = {
    look,
    paper: read('var(--paper)'),
    sheet: read('var(--paper-raised)'),
    glow: read('var(--glow)'),
    ink: read('var(--ink)'),
    inkSoft: read('var(--ink-soft)'),
    board: read('var(--hairline-strong)'),
    accent: read('var(--accent)'),
    serif: getComputedStyle(probe).fontFamily,
  }
  const cloths = new Map(
    categories.map((category) => {
      probe.dataset.category = category
      return [category, read('var(--cloth)')]
    }),
  )
  probe.remove()
  return { ...colours, clothOf: (category) => (category && cloths.get(category)) ?? plainCloth }
}
