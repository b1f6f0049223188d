// The cover of examples/cover.jpg, as SVG.

import {
  clamp,
  cloth,
  clouds,
  filled,
  ink,
  noise,
  outline,
  paper,
  ramp,
  seeded,
  stroke,
  swell,
  times,
} from './graver.mjs'
import { lettering } from './letters.mjs'

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

export const cover = () => `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1800">
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
