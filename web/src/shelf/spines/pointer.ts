const coarse = matchMedia('(pointer: coarse)')

/** Whether the reader points with a finger, which needs a wider spine. */
export const isTouch = (): boolean => coarse.matches
