/** mulberry32: the same seed gives the same choices. */
export const seeded = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), seed | 1)
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}

/** @returns one of the items, each as likely; undefined for none */
export const pick = (random, items) => items[Math.floor(random() * items.length)]
