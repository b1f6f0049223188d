// Colours, seeded chance, and lines that swell like those of a graver.

export const paper = '#efe4cc'
export const ink = '#1b1817'
export const cloth = '#a5362a'

// Chance

// mulberry32
export function seeded(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), seed | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

export function noise(x, y) {
  const [i, j] = [Math.floor(x), Math.floor(y)]
  const at = (i, j) => seeded(Math.imul(i, 374761393) ^ Math.imul(j, 668265263))()
  const ease = (t) => t * t * (3 - 2 * t)
  const mix = (a, b, t) => a + (b - a) * ease(t)
  return mix(mix(at(i, j), at(i + 1, j), x - i), mix(at(i, j + 1), at(i + 1, j + 1), x - i), y - j)
}

export const clouds = (x, y) =>
  noise(x, y) * 0.6 + noise(x * 2.1 + 7, y * 2.1) * 0.28 + noise(x * 4.3, y * 4.3 + 5) * 0.12

// The graver

export const clamp = (value, low, high) => Math.min(high, Math.max(low, value))
export const ramp = (value, from, to) => clamp((value - from) / (to - from), 0, 1)
export const times = (count, make) => Array.from({ length: count }, (_, i) => make(i))
export const swell = (t) => Math.sin(t * Math.PI)

export const outline = (points) => `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}z`
export const filled = (colour, d) => `<path fill="${colour}" d="${d}"/>`

/** A line along `points` that is `width(t, point)` wide at each, t from 0 to 1; corners are mitred. */
export function stroke(points, width) {
  const last = points.length - 1
  const heading = ([ax, ay], [bx, by]) => {
    const length = Math.hypot(bx - ax, by - ay) || 1
    return [(bx - ax) / length, (by - ay) / length]
  }
  const left = []
  const right = []
  points.forEach(([x, y], i) => {
    const before = heading(points[Math.max(i, 1) - 1], points[Math.max(i, 1)])
    const after = heading(points[Math.min(i, last - 1)], points[Math.min(i, last - 1) + 1])
    const [nx, ny] = [-before[1] - after[1], before[0] + after[0]]
    const length = Math.hypot(nx, ny) || 1
    const reach = ((width(i / last, [x, y]) / 2) * Math.min(2.4, 2 / length)) / length
    left.push([x + nx * reach, y + ny * reach])
    right.unshift([x - nx * reach, y - ny * reach])
  })
  return outline([...left, ...right])
}
