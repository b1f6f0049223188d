/** Width by height of the board beside the spine of a cover: 95 % of a box of 2 by 3. */
export const boardShape = (0.95 * 2) / 3

/** The largest part of an image that may be cut off on one side. */
export const maxCrop = 0.04

export interface Fit {
  /** The image is shown whole, and the book takes its shape. Otherwise the image fills the board. */
  isWhole: boolean
  /** The part of the board that the image takes. */
  wide: number
  high: number
}

/** @returns how an image of this size lies on the board of a cover */
export const fitOf = (width: number, height: number): Fit => {
  const ratio = width / height / boardShape
  // An image that is wider than the board loses equal parts of its left and right, a taller one of its top and bottom.
  const cropOfEachSide = (1 - Math.min(ratio, 1 / ratio)) / 2
  if (!(cropOfEachSide > maxCrop)) return { isWhole: false, wide: 1, high: 1 }
  return { isWhole: true, wide: Math.min(1, ratio), high: Math.min(1, 1 / ratio) }
}
