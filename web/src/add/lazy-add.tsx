import { NetworkError } from 'bookplate/client'
import { useEffect, useState } from 'preact/hooks'
import { Dialog } from '../dialog/dialog.tsx'
import { Problem } from '../errors/problem.tsx'
import type { AddDialog, AddDialogProps } from './add-dialog.tsx'
import { addTexts } from './texts.ts'

let loaded: typeof AddDialog | undefined

/** Loads the script of the ways to add a book, which most visits do not need at once. */
export const loadAdd = async (): Promise<typeof AddDialog> => {
  loaded ??= (await import('./add-dialog.tsx')).AddDialog
  return loaded
}

/** The ways to add a book, as soon as their script is there. */
export const LazyAdd = (props: AddDialogProps) => {
  const [state, setState] = useState({ Loaded: loaded, hasFailed: false })
  // The script may have arrived between the first rendering and this effect.
  useEffect(() => {
    if (state.Loaded) return
    loadAdd().then(
      (Loaded) => setState({ Loaded, hasFailed: false }),
      () => setState({ Loaded: undefined, hasFailed: true }),
    )
  }, [])
  const texts = addTexts.value
  if (state.Loaded) return <state.Loaded {...props} />
  if (!state.hasFailed) return <p class="visually-hidden">{texts.loading}</p>
  // A browser may cache a failed import. A new deploy renames modules. Only a page load helps in both cases.
  return (
    <Dialog title={texts.notLoaded} onClose={props.onClose}>
      <Problem error={new NetworkError()} retry={() => location.reload()} />
    </Dialog>
  )
}
