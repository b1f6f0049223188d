// The paths of the logo in a box from 28, 20 to 212, 150.

const point = (angle: number, radius: number) => {
  const [x, y] = [120 + Math.cos(angle) * radius, 92 - Math.sin(angle) * radius]
  return `${x.toFixed(1)} ${y.toFixed(1)}`
}

/** The rays of the lamp, long and short in turn. */
export const rays = Array.from({ length: 37 }, (_, at) => {
  const angle = (Math.PI * (at + 0.5)) / 37
  const length = [26, 13, 19, 13][at % 4] ?? 13
  return `M${point(angle, 41)}L${point(angle, 41 + length)}`
}).join('')

/** The lamp: level lines that grow closer towards the book. */
export const disc = Array.from({ length: 11 }, (_, at) => {
  const height = 34 * (1 - (at / 11) ** 0.8)
  const half = Math.sqrt(35 ** 2 - height ** 2)
  return `M${(120 - half).toFixed(1)} ${(92 - height).toFixed(1)}h${(half * 2).toFixed(1)}`
}).join('')

/** The lines of text, which follow the curve of the pages. */
export const print = Array.from({ length: 6 }, (_, at) => {
  const y = 96 + at * 6
  return `M46 ${y}c22-7 46-7 66 4M194 ${y}c-22-7-46-7-66 4`
}).join('')

/** The edge of the lamp. */
export const arc = 'M85 92a35 35 0 0 1 70 0'

export const page = 'M120 98C98 82 66 82 38 90v48c28-8 60-8 82 6c22-14 54-14 82-6V90c-28-8-60-8-82 8Z'

export const binding = 'M120 98v46M34 94v50c30-7 62-6 86 4c24-10 56-11 86-4V94'
