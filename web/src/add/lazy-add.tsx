import { Dialog } from '../dialog/dialog.tsx'
import { lazyPart, usePart } from '../page/lazy-part.ts'
import { NotLoaded } from '../page/not-loaded.tsx'
import type { AddDialogProps } from './add-dialog.tsx'
import { addTexts } from './texts.ts'

/** The script of the ways to add a book. */
export const addPart = lazyPart(() => import('./add-dialog.tsx').then(({ AddDialog }) => AddDialog))

/** The ways to add a book, as soon as their script is there. */
export const LazyAdd = (props: AddDialogProps) => {
  const { Part, hasFailed } = usePart(addPart)
  const texts = addTexts.value
  if (Part) return <Part {...props} />
  if (!hasFailed) return <p class="visually-hidden">{texts.loading}</p>
  return (
    <Dialog title={texts.notLoaded} onClose={props.onClose}>
      <NotLoaded />
    </Dialog>
  )
}
