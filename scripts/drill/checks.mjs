import { isDeepStrictEqual } from 'node:util'

/** Counts checks, and prints those that fail. */
export const openChecks = () => {
  const counts = { checks: 0, failures: 0 }
  const that = (label, isTrue, detail = '') => {
    counts.checks += 1
    if (isTrue) return
    counts.failures += 1
    console.error(`✘ ${label} ${detail}`)
  }
  return {
    counts,
    that,
    /** Compares two values deeply. */
    equal: (label, actual, expected) =>
      that(label, isDeepStrictEqual(actual, expected), `${short(actual)} instead of ${short(expected)}`),
  }
}

const short = (value) => (JSON.stringify(value) ?? String(value)).slice(0, 300)
