import type { ListedBook } from 'bookplate/client'
import { useRef, useState } from 'preact/hooks'
import { maxReadings } from '../../../src/books/limits.ts'
import { Icon } from '../design/icon.tsx'
import type { OwnBook, Reading } from '../library/book.ts'
import { readingText } from '../library/names.ts'
import { timesRead } from '../library/readings.ts'
import { addReading, changeReading, removeReading } from './actions.ts'
import { ReadingForm } from './reading-form.tsx'
import { readingTexts } from './texts.ts'

const none: Reading = { started_on: null, finished_on: null }

interface RowProps {
  reading: Reading
  onEdit: () => void
  onRemove: () => void
}

const Row = ({ reading, onEdit, onRemove }: RowProps) => {
  const texts = readingTexts.value
  const text = readingText(reading)
  return (
    <>
      <button type="button" class="reading-days" aria-label={texts.editReading(text)} onClick={onEdit}>
        {text}
      </button>
      <button type="button" class="icon-button" aria-label={texts.removeReading(text)} onClick={onRemove}>
        <Icon name="close" />
      </button>
    </>
  )
}

/** Each time that the book was read. */
export const Readings = ({ book }: { book: ListedBook | OwnBook }) => {
  const texts = readingTexts.value
  const { readings } = book
  /** The place of the reading that is being edited; that of a new one is behind the last. */
  const [editedAt, setEditedAt] = useState<number>()
  const section = useRef<HTMLDivElement>(null)
  const addButton = useRef<HTMLButtonElement>(null)
  const times = timesRead(book)
  // The control that has the focus disappears.
  const close = () => {
    setEditedAt(undefined)
    requestAnimationFrame(() => addButton.current?.focus({ preventScroll: true }))
  }
  const form = (reading: Reading, save: (changed: Reading) => void) => (
    <ReadingForm
      reading={reading}
      onCancel={close}
      onSave={(changed) => {
        save(changed)
        close()
      }}
    />
  )
  return (
    <div class="readings" ref={section}>
      <h4>{times > 0 ? texts.timesRead(times) : texts.readings}</h4>
      {readings.length > 0 && (
        <ul aria-label={texts.readings}>
          {readings.map((reading, at) => (
            <li key={at}>
              {editedAt === at ? (
                form(reading, (changed) => changeReading(book, reading, changed))
              ) : (
                <Row
                  reading={reading}
                  onEdit={() => setEditedAt(at)}
                  onRemove={() => {
                    removeReading(book, reading)
                    close()
                  }}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {editedAt === readings.length && form(none, (added) => addReading(book, added))}
      {readings.length < maxReadings && editedAt !== readings.length && (
        <button
          type="button"
          class="button quiet"
          ref={addButton}
          onClick={() => setEditedAt(readings.length)}
        >
          <Icon name="plus" /> {texts.addReading}
        </button>
      )}
    </div>
  )
}
