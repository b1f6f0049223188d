/** Whether `b` comes from `a` by at most `most` letters that are added, left out or exchanged. */
const isNear = (a: string, b: string, most: number): boolean => {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next[j] = Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1)
    }
    row = next
  }
  return (row[b.length] ?? most + 1) <= most
}

const shortest = 5

const mayDiffer = (word: string) => word.length >= shortest && !/\d/.test(word)

/** Two that begin with the same letter, and differ by one letter or, in longer words, two. */
const areSimilar = (a: string, b: string): boolean => {
  const most = Math.min(a.length, b.length) >= 9 ? 2 : 1
  return Math.abs(a.length - b.length) <= most && isNear(a, b, most)
}

/** @returns a function that finds the words of `known` that are meant by a word, which may be misspelled */
export const similarWords = (known: Iterable<string>): ((word: string) => ReadonlySet<string>) => {
  const words = new Set(known)
  const byLetter = Map.groupBy([...words].filter(mayDiffer), (word) => word[0])
  const remembered = new Map<string, ReadonlySet<string>>()
  const find = (word: string): ReadonlySet<string> => {
    const near = mayDiffer(word) ? (byLetter.get(word[0]) ?? []) : []
    return new Set([...(words.has(word) ? [word] : []), ...near.filter((one) => areSimilar(word, one))])
  }
  return (word) => {
    const found = remembered.get(word) ?? find(word)
    remembered.set(word, found)
    return found
  }
}
