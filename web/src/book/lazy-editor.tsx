import { NetworkError } from 'bookplate/client'
import { useEffect, useState } from 'preact/hooks'
import { Dialog } from '../dialog/dialog.tsx'
import { Problem } from '../errors/problem.tsx'
import { pageTexts } from '../page/texts.ts'
import type { EditBook } from './edit-book.tsx'

let loaded: typeof EditBook | undefined

/** Loads the script of the form, which most visits do not need at once. */
export const loadEditor = async (): Promise<typeof EditBook> => {
  loaded ??= (await import('./edit-book.tsx')).EditBook
  return loaded
}

/** The form, as soon as its script is there. */
export const LazyEditor = (props: Parameters<typeof EditBook>[0]) => {
  const [state, setState] = useState({ Editor: loaded, hasFailed: false })
  // The script may have arrived between the first rendering and this effect.
  useEffect(() => {
    if (!state.Editor) {
      loadEditor().then(
        (Editor) => setState({ Editor, hasFailed: false }),
        () => setState({ Editor: undefined, hasFailed: true }),
      )
    }
  }, [])
  if (state.Editor) return <state.Editor {...props} />
  if (!state.hasFailed) return <p class="visually-hidden">{pageTexts.value.loading}</p>
  // A browser may cache a failed import. A new deploy renames modules. Only a page load helps in both cases.
  return (
    <Dialog title={pageTexts.value.formNotLoaded} onClose={props.onClose}>
      <Problem error={new NetworkError()} retry={() => location.reload()} />
    </Dialog>
  )
}
