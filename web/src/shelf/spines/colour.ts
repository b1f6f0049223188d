/** Red, green and blue, each 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number]

export interface SpineColour {
  cloth: string
  /** Light letters on dark cloth, or dark ones on light cloth. */
  ink: 'light' | 'dark'
}

const linear = (value: number): number => {
  const share = value / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

/** The relative luminance of WCAG. */
const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)

const contrast = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)

const lightInk = luminance([246, 230, 190])
const darkInk = luminance([42, 32, 24])

const mix = (colour: Rgb, other: number, share: number): Rgb => {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => value + (other - value) * share)
  return [red, green, blue]
}

/** More than 4.5, because shading darkens and lightens the cloth. */
const wantedContrast = 5.5

/** @returns the colour as cloth on which letters can be read: made darker or lighter as far as needed */
export const readable = (colour: Rgb): SpineColour => {
  const isDark = luminance(colour) < 0.3
  const [towards, letters] = isDark ? [0, lightInk] : [255, darkInk]
  let cloth = colour
  for (let share = 0; contrast(luminance(cloth), letters) < wantedContrast && share < 1; share += 0.05)
    cloth = mix(colour, towards, share)
  return { cloth: `rgb(${cloth.map(Math.round).join(' ')})`, ink: isDark ? 'light' : 'dark' }
}

const saturation = ([red, green, blue]: Rgb): number => {
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)]
  return most === 0 ? 0 : (most - least) / most
}

/**
 * @param pixels red, green, blue and alpha of each pixel
 * @returns the colour that a reader would name: the one of many pixels, rather a strong one than a grey one
 */
export const mainColour = (pixels: ArrayLike<number>): Rgb => {
  const bins = new Map<number, [count: number, red: number, green: number, blue: number]>()
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = [pixels[at], pixels[at + 1], pixels[at + 2]]
    const bin = ((red >> 5) << 6) | ((green >> 5) << 3) | (blue >> 5)
    const [count, ...sums] = bins.get(bin) ?? [0, 0, 0, 0]
    bins.set(bin, [count + 1, sums[0] + red, sums[1] + green, sums[2] + blue])
  }
  let best: Rgb = [120, 110, 100]
  let bestScore = 0
  for (const [count, ...sums] of bins.values()) {
    const average: Rgb = [sums[0] / count, sums[1] / count, sums[2] / count]
    const score = count * (0.35 + saturation(average))
    if (score > bestScore) [best, bestScore] = [average, score]
  }
  return best
}
