import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { readIsbn } from '../../../src/books/isbn.ts'
import { TextField } from '../forms/field.tsx'
import { scanTexts } from './texts.ts'

/**
 * A hand-held scanner is a keyboard: it types the digits and Enter. Digits that are typed anywhere in the dialog go into the
 * field.
 */
const useKeyboardScanner = (form: RefObject<HTMLFormElement | null>) => {
  useEffect(() => {
    const dialog = form.current?.closest('dialog')
    const type = ({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent) => {
      const isTyping = target instanceof Element && target.matches('input, textarea, select')
      if (isTyping || ctrlKey || metaKey || altKey || !/^\d$/.test(key)) return
      // The digit itself goes to the element with the focus.
      form.current?.querySelector('input')?.focus()
    }
    dialog?.addEventListener('keydown', type)
    return () => dialog?.removeEventListener('keydown', type)
  }, [form])
}

/** An ISBN that is typed, or that a hand-held scanner types. */
export const IsbnField = ({ onIsbn }: { onIsbn: (isbn: string) => void }) => {
  const form = useRef<HTMLFormElement>(null)
  const [text, setText] = useState('')
  const [issue, setIssue] = useState<string>()
  const texts = scanTexts.value
  useKeyboardScanner(form)
  useEffect(() => {
    // On a phone the focus would open the keyboard over the camera's image.
    if (matchMedia('(pointer: fine)').matches) form.current?.querySelector('input')?.focus()
  }, [])

  const submit = (event: Event) => {
    event.preventDefault()
    if (text.trim() === '') return
    const isbn = readIsbn(text)
    setIssue(isbn === undefined ? texts.noIsbn(text.trim()) : undefined)
    if (isbn !== undefined) {
      setText('')
      onIsbn(isbn)
    }
    form.current?.querySelector('input')?.focus()
  }

  return (
    <form class="scan-isbn" ref={form} onSubmit={submit} noValidate>
      <TextField
        label={texts.isbn}
        name="isbn"
        hint={texts.isbnHint}
        issue={issue}
        value={text}
        inputMode="numeric"
        autocomplete="off"
        spellcheck={false}
        maxLength={40}
        enterkeyhint="go"
        onInput={({ currentTarget }) => {
          setText(currentTarget.value)
          setIssue(undefined)
        }}
        // The next code replaces a wrong one.
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <button type="submit" class="button">
        {texts.add}
      </button>
    </form>
  )
}
