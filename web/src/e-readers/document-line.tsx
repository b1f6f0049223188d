import { useRef, useState } from 'preact/hooks'
import { hasCode } from '../errors/messages.ts'
import { Problem } from '../errors/problem.tsx'
import { list, momentText } from '../i18n/format.ts'
import { shelfHref } from '../router/route.ts'
import { wholeShelf } from '../router/shelf-query.ts'
import { showMessage } from '../toasts/toasts.ts'
import { BookPicker } from './book-picker.tsx'
import { type Document, forgetDocument, tieDocument } from './documents.ts'
import { eReaderTexts } from './texts.ts'

interface DocumentLineProps {
  document: Document
  onChange: (changed: Document) => void
  onForgotten: () => void
}

const useChange = ({ document, onChange, onForgotten }: DocumentLineProps) => {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const run = async (change: () => Promise<void>) => {
    if (busy) return
    setBusy(true)
    setError(undefined)
    try {
      await change()
    } catch (thrown) {
      if (hasCode(thrown, 'document_not_found')) onForgotten()
      else setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  const tie = (bookId: string | null, message: string) =>
    run(async () => {
      onChange(await tieDocument(document, bookId))
      showMessage(message)
    })
  const forget = () =>
    run(async () => {
      await forgetDocument(document)
      showMessage(eReaderTexts.peek().isForgotten)
      onForgotten()
    })
  return { busy, error, tie, forget }
}

/** KOReader sends one author on each line. */
const authorsOf = (authors: string | null) =>
  list(
    (authors ?? '')
      .split('\n')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  )

export const DocumentLine = (props: DocumentLineProps) => {
  const { document } = props
  const { book, synced_at, percentage } = document
  const texts = eReaderTexts.value
  const { busy, error, tie, forget } = useChange(props)
  const [isChoosing, setIsChoosing] = useState(false)
  const chooser = useRef<HTMLButtonElement>(null)
  const title = document.title ?? texts.untitled
  const close = () => {
    setIsChoosing(false)
    chooser.current?.focus()
  }
  return (
    <li class="document">
      <div>
        <p>
          <bdi>{texts.by(title, authorsOf(document.authors))}</bdi>
        </p>
        <p class="document-facts">
          {texts.progress(percentage)} {texts.on(document.device || texts.unknownDevice)},{' '}
          <time dateTime={synced_at}>{momentText(synced_at)}</time>
        </p>
        {book && (
          <p class="document-facts">
            {texts.isBook}{' '}
            <a href={shelfHref(wholeShelf, { kind: 'read', id: book.id })}>
              <bdi>{book.title}</bdi>
            </a>
          </p>
        )}
      </div>
      <div class="document-actions">
        <button
          ref={chooser}
          type="button"
          class="button"
          aria-expanded={isChoosing}
          aria-label={book ? texts.changeFor(title) : texts.chooseFor(title)}
          onClick={() => setIsChoosing(!isChoosing)}
        >
          {book ? texts.change : texts.choose}
        </button>
        {book && (
          <button
            type="button"
            class="button"
            aria-disabled={busy}
            aria-label={texts.untieFrom(title, book.title)}
            onClick={() => void tie(null, texts.isUntied(book.title))}
          >
            {texts.untie}
          </button>
        )}
        <button
          type="button"
          class="button"
          aria-disabled={busy}
          aria-label={texts.forgetOf(title)}
          onClick={() => void forget()}
        >
          {texts.forget}
        </button>
      </div>
      {error !== undefined && <Problem error={error} />}
      {isChoosing && (
        <BookPicker
          title={document.title ?? ''}
          onChoose={(chosen) => {
            close()
            void tie(chosen.id, texts.isTied(chosen.title))
          }}
          onCancel={close}
        />
      )}
    </li>
  )
}
