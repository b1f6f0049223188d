import { Icon } from '../../design/icon.tsx'
import { list } from '../../i18n/format.ts'
import type { Entry } from '../pile/entry.ts'
import { scanTexts } from '../texts.ts'
import { type ListActions, ScanActions } from './scan-actions.tsx'
import { nameOf, stepText } from './step-text.ts'

const icons = {
  waiting: 'dot',
  looking: 'dot',
  added: 'check',
  had: 'check',
  undone: 'close',
  unknown: 'search',
  failed: 'down',
} as const

const Row = ({ entry, ...actions }: { entry: Entry } & ListActions) => {
  const { step, isbn } = entry
  const book = 'book' in step ? step.book : undefined
  return (
    <li class={`scanned ${step.kind}`}>
      <span class="scanned-cover">
        {book?.thumbnail_url ? (
          <img src={book.thumbnail_url} alt="" decoding="async" />
        ) : (
          <Icon name={icons[step.kind]} />
        )}
      </span>
      <div class="scanned-text">
        <p class="scanned-title" dir="auto">
          {nameOf(entry)}
        </p>
        {book && book.authors.length > 0 && (
          <p class="scanned-authors" dir="auto">
            {list(book.authors)}
          </p>
        )}
        {nameOf(entry) !== isbn && <p class="scanned-isbn figures">{isbn}</p>}
        <p class="scanned-state">
          {'book' in step && <Icon name={icons[step.kind]} />}
          {stepText(step)}
        </p>
      </div>
      <ScanActions entry={entry} {...actions} />
    </li>
  )
}

/** The scanned books, newest first. */
export const ScannedList = ({ entries, ...actions }: { entries: readonly Entry[] } & ListActions) =>
  entries.length === 0 ? (
    <p class="hint">{scanTexts.value.nothing}</p>
  ) : (
    <ul class="scanned-list" aria-label={scanTexts.value.list}>
      {entries.map((entry) => (
        <Row key={entry.isbn} entry={entry} {...actions} />
      ))}
    </ul>
  )
