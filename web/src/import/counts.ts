/** @returns how often each name is in the lists, the most frequent first */
export const tally = <Name extends string>(lists: readonly (readonly Name[])[]): [Name, number][] => {
  const counts = new Map<Name, number>()
  for (const name of lists.flat()) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].toSorted(([, a], [, b]) => b - a)
}
