// Draws examples/cover.jpg and everything in test/fixtures. The results are committed and every run gives
// the same bytes, as long as sharp stays the same: chance is seeded, and letters are paths, not fonts.

import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

const fixtures = new URL('../test/fixtures/', import.meta.url)
const examples = new URL('../examples/', import.meta.url)

const paper = '#efe4cc'
const ink = '#1b1817'
const cloth = '#a5362a'

const red = '#c0392b'
const green = '#27ae60'
const blue = '#2980b9'
const yellow = '#f1c40f'

// Chance

// mulberry32
function seeded(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), seed | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

function noise(x, y) {
  const [i, j] = [Math.floor(x), Math.floor(y)]
  const at = (i, j) => seeded(Math.imul(i, 374761393) ^ Math.imul(j, 668265263))()
  const ease = (t) => t * t * (3 - 2 * t)
  const mix = (a, b, t) => a + (b - a) * ease(t)
  return mix(mix(at(i, j), at(i + 1, j), x - i), mix(at(i, j + 1), at(i + 1, j + 1), x - i), y - j)
}

const clouds = (x, y) =>
  noise(x, y) * 0.6 + noise(x * 2.1 + 7, y * 2.1) * 0.28 + noise(x * 4.3, y * 4.3 + 5) * 0.12

// The graver

const clamp = (value, low, high) => Math.min(high, Math.max(low, value))
const ramp = (value, from, to) => clamp((value - from) / (to - from), 0, 1)
const times = (count, make) => Array.from({ length: count }, (_, i) => make(i))
const swell = (t) => Math.sin(t * Math.PI)

const outline = (points) => `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}z`
const filled = (colour, d) => `<path fill="${colour}" d="${d}"/>`

/** A line along `points` that is `width(t, point)` wide at each, t from 0 to 1; corners are mitred. */
function stroke(points, width) {
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

// The cover

const disc = { x: 600, y: 545, r: 318 }

const route = (text) => text.split(' ').map((point) => point.split(',').map(Number))
const bolt = route('760,40 664,196 716,208 612,356 668,366 590,494 634,502 604,610 622,618 597,812')
const forks = [
  route('664,196 596,236 606,254 520,304 528,318 470,344'),
  route('716,208 770,262 762,276 822,330 818,342 846,372'),
  route('612,356 548,396 556,410 506,440'),
  route('668,366 716,414 708,428 742,470'),
]

function fromBolt(x, y) {
  const distances = bolt.slice(1).map(([bx, by], i) => {
    const [ax, ay] = bolt[i]
    const t = clamp(((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2), 0, 1)
    return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay))
  })
  return Math.min(...distances)
}

// One tone, no greys: where the sky is darker its lines are thicker, darkest beside the lightning.
function sky() {
  const apart = 14
  const rings = times(64, (k) => {
    const radius = disc.r + 22 + k * apart
    const count = Math.ceil((radius * Math.PI * 2) / 14)
    const ring = times(count + 1, (i) => {
      const angle = (i / count + 0.25) * Math.PI * 2
      const [x, y] = [Math.cos(angle), Math.sin(angle)]
      const drift = noise(disc.x + 40 + x * radius * 0.0045, 40 + y * radius * 0.007) - 0.5
      const r = radius + drift * 90 * ramp(k, 2, 32)
      return [disc.x + x * r, disc.y + y * r]
    })
    return stroke(ring, (_, [x, y]) => {
      const away = ramp(Math.hypot(x - disc.x, y - disc.y), disc.r, disc.r + 330)
      const storm = (clouds(x * 0.005 + 3, y * 0.008 + 1) - 0.5) * 1.5
      const glare = (1 - ramp(fromBolt(x, y), 40, 150)) * 0.55 * away ** 0.3
      return apart * clamp(0.18 + 0.62 * away + storm + glare, 0.12, 0.74)
    })
  })
  return filled(ink, rings.join(''))
}

function sun() {
  const rings = times(12, (k) => {
    const r = disc.r - 8 - k * 13
    const arc = times(90, (i) => (i / 89) * Math.PI).map((a) => [
      disc.x + Math.cos(a) * r,
      disc.y + Math.sin(a) * r,
    ])
    return stroke(arc, (_, [, y]) => 10 * ramp(y, disc.y + 60, disc.y + disc.r + 40) ** 1.3)
  })
  const { x, y, r } = disc
  return `<circle cx="${x}" cy="${y}" r="${r}" fill="${cloth}"/>${filled(ink, rings.join(''))}`
}

function rough(points, chance) {
  const halve = (line) =>
    line.flatMap(([x, y], i) => {
      if (i === 0) return [[x, y]]
      const [ax, ay] = line[i - 1]
      const reach = Math.hypot(x - ax, y - ay) * 0.22
      const [mx, my] = [
        (ax + x) / 2 + (chance() - 0.5) * reach * 0.4,
        (ay + y) / 2 + (chance() - 0.5) * reach,
      ]
      return [
        [mx, my],
        [x, y],
      ]
    })
  return halve(halve(halve(halve(points))))
}

// Rock as engravers draw it: crooked spines run down from the summit, and the side of each that is turned
// away from the light is hatched.
function peak(summit, left, right, seed) {
  const chance = seeded(seed)
  const [x, y] = summit
  const light = Math.sign(disc.x - x)
  const flank = Math.abs((light > 0 ? right : left)[0] - x)
  const height = left[1] - y
  const edge = rough([left, summit, right], seeded(seed))

  function spine(x, y, lean, length) {
    const points = [[x, y]]
    let side = chance() < 0.5 ? 1 : -1
    for (let run = 0; run < length; ) {
      const step = 14 + chance() ** 2 * 60
      x += step * (lean + side * (0.2 + chance() * 0.45))
      y += step
      run += step
      side = -side
      points.push([x, y])
    }
    return points
  }

  function shaded(spine, reach, weight) {
    const hatching = spine.slice(1).flatMap(([bx, by], i) => {
      const [ax, ay] = spine[i]
      const count = Math.ceil(Math.hypot(bx - ax, by - ay) / 8)
      return times(count, (k) => {
        const [hx, hy] = [ax + ((bx - ax) * k) / count, ay + ((by - ay) * k) / count]
        const length = reach * (0.55 + chance() * 0.6)
        const mark = times(9, (i) => i / 8).map((t) => [
          hx - light * length * 0.62 * t + (chance() - 0.5) * 1.2,
          hy + length * (0.35 * t + 0.45 * t * t),
        ])
        return stroke(mark, (t) => weight * Math.min(1, 0.35 + t * 5) * (1 - t) + 0.5)
      })
    })
    return hatching.join('') + stroke(spine, () => 2.6)
  }

  const main = shaded(spine(x, y, -light * 0.02, height), 150, 9)
  const lesser = times(4, (k) => {
    const t = 0.14 + k * 0.17
    const start = spine(x + light * t * flank * 0.8, y + height * t * 0.86, light * 0.12, height * 0.5)
    return shaded(start, 30 + chance() * 34, 6)
  })
  const rim = stroke(edge, () => 3.4)
  return `<clipPath id="peak-${seed}"><path d="${outline(edge)}"/></clipPath>${filled(paper, outline(edge))}
    <g clip-path="url(#peak-${seed})">${filled(ink, main + lesser.join(''))}</g>${filled(ink, rim)}`
}

function oak() {
  const chance = seeded(1797)
  const limbs = []
  function limb(x, y, angle, length, width, forks) {
    const points = [[x, y]]
    for (let i = 0; i < 6; i++) {
      angle += (chance() - 0.5) * 0.55
      angle += (-Math.PI / 2 - angle) * 0.03
      x += (Math.cos(angle) * length) / 6
      y += (Math.sin(angle) * length) / 6
      points.push([x, y])
    }
    const end = forks ? width * 0.62 : 0.6
    limbs.push(stroke(points, (t) => width + (end - width) * t))
    if (forks === 0) return
    const turn = 0.3 + chance() * 0.35
    for (const way of [-1, 0.7 + chance() * 0.6]) {
      limb(x, y, angle + way * turn, length * (0.62 + chance() * 0.25), end * 0.95, forks - 1)
    }
    if (chance() > 0.75) return
    const side = (chance() < 0.5 ? -1 : 1) * (0.7 + chance() * 0.5)
    limb(...points[3], angle + side, length * 0.5, width * 0.4, Math.max(0, forks - 2))
  }
  limb(566, 742, -Math.PI / 2 - 0.52, 150, 46, 5)
  limb(642, 736, -Math.PI / 2 + 0.5, 140, 42, 5)

  const trunk = `M470 985L532 948L556 900L562 840L556 780L542 742L552 716L566 706L578 716L592 704L588 748
    L597 786L604 748L616 688L622 712L640 700L656 712L664 736L648 780L642 840L648 900L674 948L740 985z`

  const grain = seeded(77)
  const bark = times(46, () => {
    const side = grain() * 2 - 1
    const [top, length] = [740 + grain() * 190, 24 + grain() * 60]
    const mark = times(6, (i) => top + (length * i) / 5).map((y) => {
      const girth = 40 + 90 * ramp(y, 890, 990) ** 2 + 14 * ramp(y, 800, 720)
      return [602 + side * girth * 0.86 + (grain() - 0.5) * 2, y]
    })
    return stroke(mark, (t) => swell(t) * (1.2 + 2.6 * (1 - Math.abs(side))))
  })
  return [...limbs, trunk].map((d) => filled(ink, d)).join('') + filled(paper, bark.join(''))
}

function lightning() {
  const strokes = [
    stroke(bolt, (t) => 34 * (1 - t) + 0.5),
    ...forks.map((fork) => stroke(fork, (t) => 11 - 10 * t)),
  ].map((d) => `<path d="${d}"/>`)
  const all = strokes.join('')
  return `<g fill="${ink}" stroke="${ink}" stroke-width="7">${all}</g><g fill="${paper}">${all}</g>`
}

function hill() {
  const chance = seeded(31)
  const ground = (x) => 962 + 0.00022 * (x - 600) ** 2 + (noise(x * 0.02, 3) - 0.5) * 16
  const edge = times(109, (i) => 60 + i * 10).map((x) => [x, ground(x)])
  const gouges = times(360, () => {
    const x = 80 + chance() * 1040
    const depth = 8 + chance() ** 1.7 * 110
    const length = 24 + chance() * 56
    const slope = Math.sign(x - 600) * (0.12 + Math.abs(x - 600) / 1500)
    const mark = times(5, (i) => length * (i / 4 - 0.5)).map((d) => [x + d, ground(x) + depth + d * slope])
    return stroke(mark, (t) => swell(t) * (5.4 - depth / 26))
  })
  return filled(ink, outline([...edge, [1140, 1700], [60, 1700]])) + filled(paper, gouges.join(''))
}

function suture(y) {
  const chance = seeded(5)
  const seam = times(90, (i) => [160 + (i * 880) / 89, y + (noise(i * 0.2, 9) - 0.5) * 6])
  const stitches = times(22, (i) => 180 + i * 40).map((x) => {
    const tilt = (chance() - 0.5) * 10
    const half = 15 + chance() * 4
    const stitch = [-1, 0, 1].map((end) => [x - end * tilt, y + end * half])
    return stroke(stitch, (t) => 2.4 + 3.4 * swell(t))
  })
  return filled(cloth, stroke(seam, () => 3.2) + stitches.join(''))
}

// The few capitals the cover needs, of Goudy Bookletter 1911 (public domain): letter, advance and outline, in
// 500ths of an em. Drawn as paths because librsvg would take whatever font a machine happens to have.
const alphabet = Object.fromEntries(
  `
, 114 M50-50c-15 0-30 11-30 27c0 5 1 10 4 13c12 19 45 6 45 32c0 4-2 13-13 23c-12 11-22 11-22 20c0 5 5 8 10 8
c10 0 50-21 50-66c0-32-20-57-44-57z
A 411 M69 0c33 0 49 3 55 3c6 0 11-5 11-11c0-10-7-12-11-12c-21-3-32-2-32-16c0-10 19-63 44-108c3-6 6-6 11-6
h118c4 0 7 0 9 5c19 44 37 104 37 113c0 8-7 9-10 9c-24 3-29 2-29 17c0 5 3 9 10 9c6 0 23-3 59-3c31 0 56 3 58 3
c6 0 10-5 10-11c0-1-1-5-1-7c-3-12-25-1-38-19c-3-5-1-2-55-134l-72-166c-2-5-8-19-21-19c-5 0-9 1-12 4c-6 5-3 0
-78 142c-27 53-52 107-76 160c-8 17-13 22-29 24c-15 2-22 2-22 15c0 4 2 11 10 11c1 0 24-3 54-3zM255-176h-103
c-2 0-3-1-3-2c0-3 20-42 51-100c2-3 5-8 10-8c2 0 4 1 5 3c8 12 44 98 44 103c0 3-2 4-4 4z
D 355 M150-24c-11 0-21-1-32-3c-13-3-18-7-18-20v-254c0-13 5-16 34-16c31 0 71 7 104 31c39 30 60 80 60 128c0 88
-75 134-148 134zM6-327c0 7 1 11 9 11c29 1 41-1 41 19v253c0 11-2 17-14 18c-26 1-37-1-37 12c0 13 7 14 12 14
h141c15 0 30-1 45-3c71-13 145-80 145-169c0-71-46-121-95-144c-45-20-96-22-145-22h-91c-5 0-11 1-11 11z
E 289 M218-257c-12 0-13 6-13 11v16c0 16-11 16-19 16h-77c-9 0-10-6-10-11v-75c0-10 1-19 16-19h94c15 0 14 2 39
46c2 4 5 9 14 9c8 0 10-4 10-7c0-3-10-44-14-67c-2-5-4-8-11-8h-230c-5 0-10 1-10 11c0 15 14 11 33 14c11 2 14 3
14 10v261c0 11-2 16-11 19c-33 13-38 13-38 22c0 2 2 15 12 15c9 0 24-6 62-6h172c10 0 13-3 15-10c15-67 15-68 15
-71v-1c0-8-5-11-9-11c-1 0-3 0-5 1c-8 5-25 47-34 54c-10 7-56 10-72 10c-16 0-31-1-47-3c-14-2-16-10-16-19v-115
c0-19 13-20 25-20h69c7 0 13 1 13 11v27c0 5 1 11 13 11c13 0 14-9 14-14v-92c0-6-1-15-14-15z
F 271 M225-242c0-6-5-10-11-10c-9 0-11 7-12 13c-5 25-3 30-14 30h-83c-6 0-8-3-8-8v-83c0-10 1-18 15-18h92c10 0
12 2 17 10c19 33 22 42 32 42c5 0 10-5 10-12c0-3-9-40-12-53c-3-12-10-13-16-13h-3h-95c-27 0-62 2-81 2c-25 0-37
-2-42-2c-5 0-9 3-9 15c0 10 9 10 12 10c25 1 32 0 32 16v265c0 8-2 14-15 15c-21 2-28 0-28 14c0 7 4 12 11 12c2 0
31-3 68-3c36 0 65 3 67 3c7 0 9-5 9-11v-4c0-14-12-11-44-12c-21-1-21-10-21-18v-124c0-7 1-14 11-14h82c6 0 8 1 9
7c3 29 2 38 14 38c5 0 13-3 13-13c0-5-2-19-2-47c0-28 2-42 2-47z
H 381 M79 0c33 0 59 3 61 3c6 0 8-6 8-14c0-12-17-10-25-11c-24-3-24-10-24-17v-135c0-5 1-9 8-9h170c5 0 7 1 7 6
v135c0 11-1 19-15 19c-31 3-36 0-36 16c0 5 2 10 8 10c2 0 28-3 61-3c32 0 59 3 61 3c8 0 10-7 10-13c0-13-12-11
-31-13c-13-1-14-10-14-16v-2v-263c0-6 1-13 13-14c24-4 35-2 35-17c0-6-4-10-10-10c-2 0-30 2-65 2c-31 0-47-1-52
-1c-8 0-12 5-12 12c0 16 23 8 36 14c10 3 10 13 10 21v74c0 4 0 9-8 9h-169c-6 0-7-3-7-7v-82c0-9 2-15 12-15c30-2
38-1 38-11c0-1-1-3-1-4c-1-6-2-11-9-11c-6 0-24 1-60 1h-2c-35 0-52-1-58-1c-10 0-12 10-12 14c0 11 13 9 22 10c15
2 26 1 26 17v265c0 8-1 15-13 16c-28 2-34 0-34 11c0 8 2 14 10 14c2 0 28-3 61-3z
I 162 M26-340c-8 0-11 8-11 14c0 8 6 10 12 10c26 2 33 0 33 11c0 1-1 4-1 7v260c0 8-1 13-10 14c-35 2-42 0-42 11
c0 1 0 3 0 4c1 6 1 12 9 12c2 0 30-3 64-3c34 0 61 3 63 3c9 0 10-9 10-15c0-12-11-9-39-11c-9-1-9-8-9-13v-270c0
-4 1-8 8-8c25-3 31-1 31-16c0-8-4-10-8-10c-5 0-21 2-52 2c-31 0-56-2-58-2z
K 327 M140 3c8 0 10-7 10-14c0-10-7-11-11-11c-32-3-40-1-40-20v-106c0-4 1-10 7-10h1c6 0 5 2 130 146c13 14 12
12 49 12c14 0 17 2 24 2c10 0 14-7 14-11c0-3-1-6-3-8c-8-8-17-2-34-13c-7-5-1 0-141-147c-2-2-4-4-4-7c0-5 0-3 90
-100c11-11 20-25 36-31c18-8 44-4 44-18c0-5-3-11-14-11c-5 0-20 1-50 1h-3c-31 0-47-1-52-1c-7 0-12 4-12 11c0 18
33 3 33 24c0 4-2 8-4 11c-2 4-60 68-91 102c-4 5-8 11-13 11c-5 0-6-5-6-9v-108c0-5 0-13 7-17c11-5 39 3 39-12c0
-4-3-13-15-13c-5 0-22 2-55 2c-33 0-50-2-55-2c-11 0-15 7-15 12c0 9 8 11 14 12c27 2 36 1 36 25v248c0 20-7 24
-23 25c-12 1-26-1-26 13c0 6 2 12 9 12c2 0 29-3 62-3c33 0 60 3 62 3z
L 282 M76-338h-4c-34 0-51-1-57-1c-6 0-9 3-9 12c0 10 6 12 12 12c22 1 28-2 28 12v263v1c0 7 0 13-11 16c-22 5-28
5-28 15c0 4 2 8 8 8h27c112 0 201 3 208 3c12 0 13-6 14-11c3-24 10-68 10-71c0-10-12-11-15-11c-3 0-6 1-8 4c-3 3
-16 35-21 42c-8 13-19 14-27 14h-2h-95c-12 0-13-8-13-16v-254c0-17 7-13 41-14c5 0 11-2 11-12c0-8-1-13-9-13c-6
0-24 1-60 1z
M 499 M361 3c2 0 29-3 63-3c35 0 62 3 65 3c6 0 10-5 10-11c0-15-10-13-32-15c-17-2-18-12-18-24v-4c0-24 0-49-2
-243c0-9 4-12 12-14c27-9 39-5 39-19c0-10-4-11-8-11h-72c-5 0-7 1-9 5c-1 0 0 0-136 253c-1 4-3 6-7 6c-4 0-7-4-8
-6l-59-93l-94-158c-3-5-6-7-13-7h-72c-3 0-9 1-9 11c0 9 7 9 10 9c29 1 41 23 48 31c3 3 6 6 6 12c0 23-5 135-13
224c-1 14 1 24-16 26c-25 3-37 2-37 17c0 9 6 11 9 11c2 0 28-3 60-3c32 0 58 3 60 3c7 0 9-7 9-12c0-21-31-9-44
-18c-4-3-3-9-4-16c-1-24-2-73-2-90c0-35 1-69 3-104c0-1 1-2 2-2c1 0 1 0 2 0c4 3 76 117 130 228c3 7 8 18 17 18
c2 0 7 0 11-6c9-11 86-163 131-234c1-2 3-6 7-6c1 0 3 1 3 3c1 2 2 46 2 80v109c0 22-14 24-31 25c-12 1-23 2-23
13c0 4 2 12 10 12z
N 400 M75-271c-12 230-12 229-14 235c-8 16-32 12-43 16c-6 2-7 11-7 13c0 6 4 10 10 10c3 0 29-3 62-3c32 0 59 3
61 3c5 0 8-4 8-10c0-10-4-12-6-13c-4-1-24-3-31-3c-21-2-22-7-22-33v-14c0-61 2-119 6-178c1 0 1-2 2-2c2 0 10 10
111 122l104 118c14 16 19 21 24 21c10 0 10-16 10-23c0-14-2-56-2-141c0-43 1-87 2-129c1-28 7-34 23-35c12-1 23 1
23-12c0-9-5-12-11-12c-4 0-18 2-47 2c-29 0-43-2-48-2c-11 0-14 7-14 12c0 9 7 10 11 11c22 2 31 3 32 24c3 49 5
98 5 149c0 18-1 36-1 54c0 2-1 5-4 5c-3 0-7-5-98-103l-45-51l-79-91c-5-7-9-10-20-10h-61c-7 0-11 3-11 13c0 10 4
11 9 11c27 2 41 18 44 22c16 14 17 17 17 22z
O 389 M380-169c0-102-79-191-186-191c-101 0-185 82-185 183c1 51 22 100 58 135c36 34 85 54 134 54c97 0 179-76
179-181zM57-192c0-99 67-142 129-142c33 0 65 12 90 34c40 35 55 92 55 140c0 105-75 143-132 143c-95 0-142-89
-142-175z
P 286 M238-249c0 48-50 81-123 81c-17 0-19-1-19-6v-143c0-6 3-7 31-7c71 0 111 33 111 75zM35-342h-13c-7 0-11 4
-11 11c0 13 7 13 12 13h18c11 0 11 7 11 13v268c0 8-2 12-14 13c-26 3-31 1-31 15c0 5 2 12 10 12c3 0 32-3 70-3
c36 0 66 3 69 3c8 0 9-6 9-12v-1c0-15-6-12-54-14c-13-1-16-6-16-17v-102c0-5 2-8 7-8h15c62 0 93-10 112-20c28-15
51-43 51-80v-1c0-24-11-48-29-65c-24-21-56-30-97-30c-36 0-72 5-119 5z
R 348 M219-248c0 30-20 49-41 58c-14 5-28 7-46 7c-29 0-33 0-33-9v-118c0 0 0-1 0-1c0-4 0-7 3-8c4-4 23-5 30-5
c50 0 87 36 87 76zM142-344c-33 0-66 6-111 6h-17c-5 0-7 2-7 10c0 5 3 7 8 8c34 6 42 5 42 21v259c0 10-2 16-14
17c-23 2-31 1-31 12c0 6 2 14 9 14c2 0 30-3 64-3c35 0 63 3 65 3c6 0 10-5 10-11c0-16-12-14-46-17c-12-1-13-10
-13-16v-1v-116c0-6 3-7 7-7h37c3 0 6 0 8 2c3 2 2 0 46 62l50 71c6 8 27 36 53 36c29 0 44-29 44-36c0-3-2-6-5-6
c-7 0-9 11-22 11c-10 0-20-8-27-16c-19-22-31-56-92-128c-1-1-1-1-1-2c0-2 1-2 2-3c14-5 57-33 57-83c0-35-26-87
-116-87z
S 246 M16-258c0 32 19 65 60 81c33 13 65 12 94 33c18 13 29 33 29 55c0 39-33 69-72 69c-30 0-52-16-65-33c-15-20
-9-7-13-42c-3-25-3-29-14-29c-8 0-10 5-11 10c-4 57-11 76-11 82c0 3 2 7 9 7c4 0 8-1 13-1c7 0 10 2 15 7c19 16
47 27 76 27c62 0 110-48 110-107c0-46-27-78-63-94c-32-13-68-13-95-32c-16-11-26-27-26-46c0-26 21-47 49-47c22 0
41 13 55 28c24 28 18 46 34 46h1c5 0 8-2 8-7c0-4-2-16-2-41c0-25 2-37 2-41c0-6-3-10-8-10c-12 0-13 20-21 20c-6
0-24-20-64-20c-53 0-90 40-90 85z
T 346 M247 3c7 0 9-5 9-10c0-10-1-13-9-14c-39-4-46-2-46-15v-262c0-6 1-13 11-13h74c15 0 14 3 38 44c2 3 5 9 11
9c6 0 10-5 10-11c0-3-2-13-12-64c-1-6-2-11-10-11h-292c-4 0-9 0-10 7c-14 65-15 66-15 69v1c0 7 5 12 11 12c10 0
10-6 31-46c3-7 5-10 19-10h74c13 0 14 8 14 15v254c0 10-2 17-17 18c-31 3-37 1-37 14c0 7 2 13 10 13c2 0 32-3 68
-3c37 0 66 3 68 3z
U 378 M371-332c0-6 0-13-9-13c-4 0-17 2-44 2c-26 0-39-2-44-2c-5 0-9 3-9 11c0 9 5 11 11 11c23 3 33 2 33 27v136
c0 10 1 20 1 31v7c0 14-1 37-10 55c-20 44-72 46-91 46c-28 0-65-5-90-28c-29-25-31-60-31-96v-156c0-7 2-16 16-18
c21-3 31 1 31-13c0-7-2-13-9-13c-6 0-22 2-54 2h-3c-30-1-45-2-50-2c-8 0-10 8-10 12c0 10 9 12 13 12c13 2 21 1
21 15v126c0 12 0 25 0 38c0 23 0 43 6 64c6 19 30 85 150 85c38 0 70-7 94-24c42-29 45-77 45-111v-16c0-8-1-16-1
-24v-113c0-2 1-4 1-5c0-53 33-24 33-46z
Y 334 M237-321c17 1 24 1 24 13c0 6-5 14-9 21c-10 17-33 47-79 110c0 1-1 3-4 3c-3 0-4-2-7-7c-69-119-71-121-71
-126v-1c0-10 9-11 13-12c26-2 33 0 33-15c0-5-2-10-9-10c-6 0-22 2-55 2c-33 0-49-2-55-2c-10 0-12 7-12 11c0 3 1
6 2 7c5 11 17 1 26 13c3 4 0 0 92 148c8 12 11 15 11 27v104c0 11-8 10-15 11c-33 2-39-1-39 13c0 11 7 14 13 14c2
0 32-3 71-3c37 0 68 3 70 3c7 0 8-5 8-10v-4c0-7-2-11-11-12c-48-2-55 0-55-12v-98c0-15 1-11 52-81l73-93c12-16
26-17 26-28c0-4-4-10-14-10c-5 0-18 1-45 2h-1c-27 0-40-2-45-2c-8 0-10 6-10 10c0 13 10 13 22 14z
`
    .matchAll(/^(.) (\d+) ([^z]+z(?:M[^z]+z)*)$/gm)
    .map(([, letter, advance, d]) => [letter, { advance: Number(advance), d }]),
)
alphabet[' '] = { advance: 130, d: '' }

/** Centred on x = 600; `fill` is the width to space the letters out to, otherwise `track` spaces them. */
function lettering(text, baseline, size, { track = 0, fill, colour = paper }) {
  const scale = size / 500
  const letters = [...text].map((letter) => alphabet[letter])
  const natural = letters.reduce((sum, { advance }) => sum + advance, 0)
  const space = fill ? (fill / scale - natural) / (letters.length - 1) : track
  let x = 600 / scale - (natural + space * (letters.length - 1)) / 2
  const paths = letters.map(({ advance, d }) => {
    const path = `<path transform="translate(${x.toFixed(1)})" d="${d}"/>`
    x += advance + space
    return path
  })
  return `<g fill="${colour}" transform="translate(0 ${baseline}) scale(${scale})">${paths.join('')}</g>`
}

const cover = () => `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1800">
  <rect width="1200" height="1800" fill="${paper}"/>
  <clipPath id="plate"><rect x="78" y="78" width="1044" height="1514"/></clipPath>
  <g clip-path="url(#plate)">
    ${sky()}
    ${sun()}
    ${peak([96, 700], [-60, 1040], [330, 1040], 4)}
    ${peak([236, 776], [60, 1030], [470, 1030], 12)}
    ${peak([1120, 690], [900, 1040], [1300, 1040], 6)}
    ${peak([962, 660], [740, 1040], [1180, 1040], 9)}
    ${oak()}
    ${lightning()}
    ${hill()}
  </g>
  <g fill="none" stroke="${ink}">
    <rect x="78" y="78" width="1044" height="1514" stroke-width="3"/>
    <rect x="50" y="50" width="1100" height="1700" stroke-width="1.5"/>
    <rect x="40" y="40" width="1120" height="1720" stroke-width="3"/>
  </g>
  ${lettering('FRANKEN', 1256, 170, { fill: 880 })}
  ${suture(1297)}
  ${lettering('STEIN', 1488, 236, { fill: 880 })}
  ${lettering('OR, THE MODERN PROMETHEUS', 1552, 36, { track: 95 })}
  ${lettering('MARY SHELLEY', 1690, 50, { track: 130, colour: ink })}
  <path d="M300 1660l11 13-11 13-11-13zM900 1660l11 13-11 13-11-13z" fill="${cloth}"/>
</svg>`

// The fixtures

const quadrants = `<svg xmlns="http://www.w3.org/2000/svg" width="3024" height="4032">
  <path fill="${red}" d="M0 0h1512v2016H0z"/>
  <path fill="${green}" d="M1512 0h1512v2016H1512z"/>
  <path fill="${blue}" d="M0 2016h1512v2016H0z"/>
  <path fill="${yellow}" d="M1512 2016h1512v2016H1512z"/>
</svg>`

const emblem = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="480">
  <circle cx="160" cy="240" r="140" fill="${red}"/>
  <circle cx="160" cy="240" r="110" fill="${yellow}" fill-opacity="0.5"/>
  <path d="M90 180q35-20 70 5q35-25 70-5v115q-35-20-70 5q-35-25-70-5z" fill="${blue}"/>
</svg>`

const dusk = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="900">
  <linearGradient id="dusk" x2="0" y2="1">
    <stop stop-color="#22304f"/>
    <stop offset="0.6" stop-color="#d98e63"/>
    <stop offset="1" stop-color="#2d2230"/>
  </linearGradient>
  <rect width="600" height="900" fill="url(#dusk)"/>
  <circle cx="380" cy="470" r="70" fill="#f6d7a0"/>
  <path d="M0 620L170 500L290 590L430 480L600 640V900H0z" fill="#2d2230"/>
</svg>`

const scripted = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="300" onload="alert(1)">
  <script>alert(2)</script>
  <rect width="200" height="300" fill="${red}"/>
</svg>
`

const xmp = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Example One"/>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`

// What a telephone writes, on a shore of Lake Geneva. sharp's IFD2 is the Exif directory, IFD3 the GPS one.
const exif = {
  IFD0: { Make: 'Example', Model: 'Example One', DateTime: '2024:06:16 21:30:00' },
  IFD2: { DateTimeOriginal: '2024:06:16 21:30:00' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '46/1 13/1 1250/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '6/1 10/1 5880/100',
  },
}

const svg = (text) => sharp(Buffer.from(text))
const flat = (width, height, background) => ({ create: { width, height, channels: 3, background } })
const frames = () =>
  sharp(
    [red, green, blue].map((colour) => flat(200, 300, colour)),
    { join: { animated: true } },
  )

await mkdir(fixtures, { recursive: true })
await mkdir(examples, { recursive: true })

const save = (directory, name, image) => image.toFile(fileURLToPath(new URL(name, directory)))

// The slight blur is the spread of ink, and saves an eighth of the bytes.
await save(examples, 'cover.jpg', svg(cover()).flatten().blur(0.6).jpeg({ quality: 80, mozjpeg: true }))
// Lies on its side and says so: 6 asks for a quarter turn clockwise. In withExif it would come out as 1.
await save(
  fixtures,
  'camera.jpg',
  svg(quadrants)
    .flatten()
    .rotate(270)
    .withMetadata({ orientation: 6 })
    .withExif(exif)
    .withXmp(xmp)
    .jpeg({ quality: 80 }),
)
await save(fixtures, 'palette.png', svg(emblem).png({ palette: true, dither: 0 }))
await save(fixtures, 'photo.webp', svg(dusk).flatten().withExif(exif).webp({ quality: 80 }))
await save(fixtures, 'animated.gif', frames().gif({ delay: [100, 100, 100] }))
await save(fixtures, 'animated.webp', frames().webp({ lossless: true, delay: [100, 100, 100] }))
await save(fixtures, 'tiny.png', sharp(flat(1, 1, red)).png())
await writeFile(new URL('script.svg', fixtures), scripted)
