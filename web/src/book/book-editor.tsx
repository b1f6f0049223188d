import type { BookDialog } from '../router/route.ts'
import { EditBook } from './edit-book.tsx'
import { NewBook } from './new-book.tsx'

export interface BookEditorProps {
  dialog: Exclude<BookDialog, { kind: 'read' }>
  onClose: () => void
}

/** The dialogs with a form, which are loaded together. */
export const BookEditor = ({ dialog, onClose }: BookEditorProps) =>
  dialog.kind === 'new' ? (
    <NewBook onClose={onClose} />
  ) : (
    <EditBook key={dialog.id} id={dialog.id} onClose={onClose} />
  )
