export type Value = string | number

export interface Counted<V extends Value = Value> {
  value: V
  count: number
}

/** The most values of a facet. */
export const maxCounted = 100

const compare = (a: Value, b: Value): number => (a < b ? -1 : Number(a > b))
const byCount = (a: Counted, b: Counted) => b.count - a.count || compare(a.value, b.value)

const sortedCounts = (counts: Map<Value, number>): Counted[] =>
  [...counts].map(([value, count]) => ({ value, count })).sort(byCount)

/**
 * Counts books by their values. Values with one key are one value, in its most frequent spelling. They are counted as they
 * are written, and brought together at the end: a library has far fewer different values than books.
 */
export const newTally = (keyOf: (value: Value) => Value = (value) => value) => {
  const counts = new Map<Value, number>()
  const keys = new Map<Value, Value>()

  const keyFor = (value: Value) => {
    const key = keys.get(value) ?? keyOf(value)
    keys.set(value, key)
    return key
  }
  const add = (value: Value) => {
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }

  return {
    /** @param value of one book */
    add,
    /** @param values of one book, which counts once for each key */
    addAll: (values: readonly Value[]) => {
      const [first] = values
      if (values.length === 1 && first !== undefined) return add(first)
      const counted = new Set<Value>()
      for (const value of values) {
        const key = keyFor(value)
        if (!counted.has(key)) add(value)
        counted.add(key)
      }
    },
    /** @returns the most frequent values that `isShown` accepts */
    most: (isShown: (value: Value) => boolean = () => true): Counted[] => {
      const spelled = new Map<Value, Value>()
      const byKey = new Map<Value, number>()
      for (const { value, count } of sortedCounts(counts)) {
        const key = keyFor(value)
        if (!spelled.has(key)) spelled.set(key, value)
        byKey.set(key, (byKey.get(key) ?? 0) + count)
      }
      return sortedCounts(byKey)
        .map(({ value: key, count }) => ({ value: spelled.get(key) ?? key, count }))
        .filter(({ value }) => isShown(value))
        .slice(0, maxCounted)
    },
  }
}
