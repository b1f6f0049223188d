import { Dialog } from '../dialog/dialog.tsx'
import { lazyPart, usePart } from '../page/lazy-part.ts'
import { NotLoaded } from '../page/not-loaded.tsx'
import { pageTexts } from '../page/texts.ts'
import type { EditBook } from './edit-book.tsx'

export const editorPart = lazyPart(() => import('./edit-book.tsx').then(({ EditBook }) => EditBook))

/** The form, as soon as its script is there. */
export const LazyEditor = (props: Parameters<typeof EditBook>[0]) => {
  const { Part, hasFailed } = usePart(editorPart)
  if (Part) return <Part {...props} />
  if (!hasFailed) return <p class="visually-hidden">{pageTexts.value.loading}</p>
  return (
    <Dialog title={pageTexts.value.formNotLoaded} onClose={props.onClose}>
      <NotLoaded />
    </Dialog>
  )
}
