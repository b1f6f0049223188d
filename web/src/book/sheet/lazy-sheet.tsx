import { lazyPart, usePart } from '../../page/lazy-part.ts'
import { NotLoaded } from '../../page/not-loaded.tsx'
import type { BookSheetProps } from './book-sheet.tsx'

/** The script of a book, which the first look at the shelf does not need. */
export const sheetPart = lazyPart(() => import('./book-sheet.tsx').then(({ BookSheet }) => BookSheet))

/** The book, as soon as its script is there. */
export const LazySheet = (props: BookSheetProps) => {
  const { Part, hasFailed } = usePart(sheetPart)
  if (Part) return <Part {...props} />
  return <section class="sheet">{hasFailed && <NotLoaded />}</section>
}
