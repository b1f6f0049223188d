export type Value = string | number

export interface Counted<V extends Value = Value> {
  value: V
  count: number
}

/** The most values of a facet. */
export const maxCounted = 100

const compare = (a: Value, b: Value): number => (a < b ? -1 : Number(a > b))
const byCount = (a: Counted, b: Counted) => b.count - a.count || compare(a.value, b.value)

const counter = () => {
  const counts = new Map<Value, number>()
  return {
    counts,
    add: (value: Value) => counts.set(value, (counts.get(value) ?? 0) + 1),
    sorted: () => [...counts].map(([value, count]) => ({ value, count })).sort(byCount),
  }
}

/** Counts books by their values. Values with one key are one value, in its most frequent spelling. */
export const newTally = (keyOf: (value: Value) => Value = (value) => value) => {
  const keys = new Map<Value, Value>()
  const books = counter()
  const spellings = new Map<Value, ReturnType<typeof counter>>()

  const keyFor = (value: Value) => {
    const key = keys.get(value) ?? keyOf(value)
    keys.set(value, key)
    return key
  }

  const addValue = (value: Value, counted: Set<Value>) => {
    const key = keyFor(value)
    const spelling = spellings.get(key) ?? counter()
    spellings.set(key, spelling)
    spelling.add(value)
    if (!counted.has(key)) books.add(key)
    counted.add(key)
  }

  return {
    /** @param values of one book, which counts once for each key */
    add: (values: readonly Value[]) => {
      const counted = new Set<Value>()
      for (const value of values) addValue(value, counted)
    },
    /** @returns the most frequent values that `isShown` accepts */
    most: (isShown: (value: Value) => boolean = () => true): Counted[] =>
      books
        .sorted()
        .map(({ value: key, count }) => ({ value: spellings.get(key)?.sorted()[0]?.value ?? key, count }))
        .filter(({ value }) => isShown(value))
        .slice(0, maxCounted),
  }
}
