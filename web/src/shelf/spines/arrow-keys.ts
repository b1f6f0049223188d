import { neighbourOf } from '../../keys/neighbour.ts'

/** Arrows, Home and End lead from spine to spine: along the board, and to the board above or below. */
export const onSpineKey = (event: KeyboardEvent): void => {
  if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return
  const from = event.target instanceof Element ? event.target.closest('.spine') : null
  const all = [...(from?.closest('.boards')?.querySelectorAll('.spine') ?? [])]
  const to = from && neighbourOf(all, from, event.key)
  if (!to) return
  event.preventDefault()
  const link = to.querySelector<HTMLElement>('a')
  link?.focus({ preventScroll: true })
  to.closest('.board')?.scrollIntoView({ block: 'nearest' })
}
