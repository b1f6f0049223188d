import type { ListedBook, OwnBook } from 'bookplate/client'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { dropText, keepText } from '../../drafts/kept-texts.ts'
import { changeWithUndo } from '../../library/undo-change.ts'
import { user } from '../../session/session.ts'
import { sheetTexts } from '../sheet/texts.ts'
import type { ReadField } from './read-field.ts'
import { isDirty, setTyped, typedTexts } from './typed-texts.ts'

export interface InlineOptions {
  book: ListedBook | OwnBook
  /** Unique among the fields of the book. */
  name: string
  label: string
  value: string
  read: (text: string) => ReadField
}

/** The state of a field that is changed in its place. */
export const useInlineText = ({ book, name, label, value, read }: InlineOptions) => {
  const key = `${book.id} ${name}`
  const typed = typedTexts.value.get(key)
  const input = useRef<HTMLTextAreaElement>(null)
  const pencil = useRef<HTMLButtonElement>(null)
  const focusNext = useRef<'input' | 'pencil'>(undefined)

  useLayoutEffect(() => {
    const target = focusNext.current === 'input' ? input.current : pencil.current
    if (focusNext.current && target) {
      target.focus()
      if (target === input.current) input.current?.setSelectionRange(value.length, value.length)
      focusNext.current = undefined
    }
  })
  // Try again, or a change in another place, has given the field the same text.
  useEffect(() => {
    if ((typed?.message ?? typed?.keptAt) === undefined || typed?.text !== value) return
    setTyped(key, undefined)
    dropText(book.id, name)
  }, [typed, value, key])
  // An untouched field is closed with its book.
  useEffect(
    () => () => {
      const left = typedTexts.peek().get(key)
      if (left && !isDirty(left)) setTyped(key, undefined)
    },
    [key],
  )

  const close = (isFocusKept: boolean) => {
    if (!isFocusKept) focusNext.current = 'pencil'
    setTyped(key, undefined)
  }

  const cancel = (isFocusKept = false) => {
    close(isFocusKept)
    dropText(book.id, name)
  }

  const type = (text: string) => {
    const base = typed?.base ?? value
    setTyped(key, { text, base })
    const reader = user.peek()
    if (reader) keepText(reader.id, book, { field: name, text, base })
  }

  /** @param isFocusKept the reader has moved the focus already */
  const save = async (isFocusKept = false) => {
    const now = typedTexts.peek().get(key)
    if (!now) return
    if (!isDirty(now)) return cancel(isFocusKept)
    const result = read(now.text)
    if ('message' in result) return setTyped(key, { ...now, message: result.message })
    // Only the reader can choose between two changes of the same text.
    if (value !== now.base && value !== now.text) {
      return setTyped(key, { text: now.text, base: value, message: sheetTexts.peek().changedTo(value) })
    }
    const reader = user.peek()?.id
    close(isFocusKept)
    const isSaved = await changeWithUndo(book, result.fields, { text: sheetTexts.peek().changed(label) })
    // The reader may have opened the field again in the meantime, or may be another one.
    const later = typedTexts.peek().get(key)
    if (user.peek()?.id !== reader || (later && isDirty(later))) return
    if (isSaved) return dropText(book.id, name)
    setTyped(key, { ...now, message: sheetTexts.peek().notSaved })
  }

  return {
    typed,
    input,
    pencil,
    open: () => {
      focusNext.current = 'input'
      setTyped(key, { text: value, base: value })
    },
    type,
    save,
    cancel: () => cancel(),
  }
}
