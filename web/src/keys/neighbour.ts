const isRightToLeft = (element: Element) => getComputedStyle(element).direction === 'rtl'

const middle = ({ left, right }: DOMRect) => (left + right) / 2

/** @returns the element of the next row, or the row before, that is nearest to `from` */
const inNextRow = (all: readonly Element[], at: number, step: 1 | -1): Element | undefined => {
  const start = all[at]?.getBoundingClientRect()
  if (!start) return undefined
  let best: { element: Element; distance: number } | undefined
  let row: DOMRect | undefined
  for (let other = at + step; all[other]; other += step) {
    const element = all[other] as Element
    const box = element.getBoundingClientRect()
    // Books of one row stand on the same line, but are not equally high. The one with the focus may be lifted.
    const isNext = (box.bottom - start.bottom) * step > start.height / 2
    if (!isNext) continue
    row ??= box
    if (Math.abs(box.bottom - row.bottom) > start.height / 2) break
    const distance = Math.abs(middle(box) - middle(start))
    if (!best || distance < best.distance) best = { element, distance }
  }
  return best?.element
}

/**
 * @param all elements in their order on the page, in rows
 * @param key `ArrowLeft`, `ArrowRight`, `ArrowUp`, `ArrowDown`, `Home` or `End`
 * @returns the element that the key leads to; undefined at the edge, and for another key
 */
export const neighbourOf = (all: readonly Element[], from: Element, key: string): Element | undefined => {
  const at = all.indexOf(from)
  if (at < 0) return undefined
  const forward = isRightToLeft(from) ? 'ArrowLeft' : 'ArrowRight'
  if (key === 'ArrowLeft' || key === 'ArrowRight') return all[at + (key === forward ? 1 : -1)]
  if (key === 'ArrowDown') return inNextRow(all, at, 1)
  if (key === 'ArrowUp') return inNextRow(all, at, -1)
  if (key === 'Home') return all[0]
  return key === 'End' ? all.at(-1) : undefined
}
