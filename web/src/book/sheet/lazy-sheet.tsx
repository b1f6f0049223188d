import { NetworkError } from 'bookplate/client'
import { useEffect, useState } from 'preact/hooks'
import { Problem } from '../../errors/problem.tsx'
import type { BookSheet, BookSheetProps } from './book-sheet.tsx'

let loaded: typeof BookSheet | undefined

export const isSheetLoaded = (): boolean => loaded !== undefined

/** Loads the script of a book, which the first look at the shelf does not need. */
export const loadSheet = async (): Promise<typeof BookSheet> => {
  loaded ??= (await import('./book-sheet.tsx')).BookSheet
  return loaded
}

/** The book, as soon as its script is there. */
export const LazySheet = (props: BookSheetProps) => {
  const [state, setState] = useState({ Sheet: loaded, hasFailed: false })
  // The script may have arrived between the first rendering and this effect.
  useEffect(() => {
    if (state.Sheet) return
    loadSheet().then(
      (Sheet) => setState({ Sheet, hasFailed: false }),
      () => setState({ Sheet: undefined, hasFailed: true }),
    )
  }, [])
  if (state.Sheet) return <state.Sheet {...props} />
  return (
    <section class="sheet">
      {state.hasFailed && (
        // A browser may cache a failed import. A new deploy renames modules. Only a page load helps in both cases.
        <Problem error={new NetworkError()} retry={() => location.reload()} />
      )}
    </section>
  )
}
