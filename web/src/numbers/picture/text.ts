type Context = CanvasRenderingContext2D

const rightToLeft =
  /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** @returns the direction of the first letter, as `dir="auto"` takes it */
export const directionOf = (text: string): 'ltr' | 'rtl' => (rightToLeft.test(text) ? 'rtl' : 'ltr')

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

const lettersOf = (text: string): string[] => Array.from(graphemes.segment(text), ({ segment }) => segment)

/** @returns the parts of a word, each of which fits on a line */
const partsOf = (word: string, fits: (text: string) => boolean): string[] => {
  if (fits(word)) return [word]
  const parts: string[] = []
  let part = ''
  for (const letter of lettersOf(word)) {
    if (part !== '' && !fits(part + letter)) {
      parts.push(part)
      part = ''
    }
    part += letter
  }
  return [...parts, part]
}

const shortened = (line: string, fits: (text: string) => boolean): string => {
  const letters = lettersOf(line)
  while (letters.length > 1 && !fits(`${letters.join('').trimEnd()}…`)) letters.pop()
  return `${letters.join('').trimEnd()}…`
}

/** @returns the text in lines of the font of the context; the last ends with an ellipsis if there is more */
export const linesOf = (context: Context, text: string, width: number, maxLines: number): string[] => {
  const fits = (line: string) => context.measureText(line).width <= width
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/u).filter(Boolean)) {
    for (const [at, part] of partsOf(word, fits).entries()) {
      const longer = at === 0 && line !== '' ? `${line} ${part}` : part
      if (line === '' || (at === 0 && fits(longer))) line = longer
      else {
        lines.push(line)
        line = part
      }
    }
    if (lines.length > maxLines) break
  }
  lines.push(line)
  const shown = lines.slice(0, maxLines)
  const last = shown.at(-1)
  return lines.length > maxLines && last !== undefined
    ? [...shown.slice(0, -1), shortened(last, fits)]
    : shown
}

interface Style {
  font: string
  size: number
  colour: string
  style?: 'italic'
  /** Pixels between the letters. */
  spacing?: number
  align?: CanvasTextAlign
  /** The text becomes smaller to fit. */
  maxWidth?: number
}

/** Draws one line. @returns its width */
export const drawText = (
  context: Context,
  text: string,
  x: number,
  y: number,
  { font, size, colour, style, spacing = 0, align = 'center', maxWidth = Number.POSITIVE_INFINITY }: Style,
): number => {
  context.save()
  context.fillStyle = colour
  context.textAlign = align
  context.textBaseline = 'alphabetic'
  context.direction = directionOf(text)
  context.letterSpacing = `${spacing}px`
  const setFont = (pixels: number) => {
    context.font = `${style ?? 'normal'} ${pixels}px ${font}`
  }
  setFont(size)
  const full = context.measureText(text).width
  if (full > maxWidth) setFont(Math.floor((size * maxWidth) / full))
  const { width } = context.measureText(text)
  // The space after the last letter is no part of the middle.
  context.fillText(text, align === 'center' ? x + spacing / 2 : x, y)
  context.restore()
  return width
}
