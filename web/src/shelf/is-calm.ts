import { scrollSpeed } from '../cover/scroll-speed.ts'
import { selection } from './selection/selection.ts'

/** Whether the reader may use the controls of books: the page stands still, or books are being selected. */
export const isCalm = (): boolean => selection.isOn || scrollSpeed.value === 'still'
