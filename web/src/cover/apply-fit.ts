import { fitOf } from './fit.ts'

/** Gives a cover the shape of its image. Only paint depends on it, so no layout moves. */
export const applyFit = (image: HTMLImageElement, { naturalWidth, naturalHeight } = image): void => {
  const { parentElement: cover } = image
  if (!cover || naturalWidth === 0) return
  const { isWhole, wide, high } = fitOf(naturalWidth, naturalHeight)
  cover.classList.toggle('odd', isWhole)
  if (!isWhole) return
  cover.style.setProperty('--wide', String(wide))
  cover.style.setProperty('--high', String(high))
}
