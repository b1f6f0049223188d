/**
 * Runs `work` for all items, at most `width` at once. The first error ends it, after the running ones have ended.
 * @template T, R @param {T[]} items @param {number} width @param {(item: T) => Promise<R>} work @returns {Promise<R[]>}
 */
export const each = async (items, width, work) => {
  const results = Array(items.length)
  let next = 0
  let failure
  const worker = async () => {
    while (next < items.length && !failure) {
      const at = next++
      try {
        results[at] = await work(items[at])
      } catch (error) {
        failure ??= { error }
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker))
  if (failure) throw failure.error
  return results
}
