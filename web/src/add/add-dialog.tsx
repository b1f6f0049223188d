import { useState } from 'preact/hooks'
import { NewBook } from '../book/new-book.tsx'
import { closeTo, pushHref } from '../router/location.ts'
import { type BookDialog, shelfHref, type Way } from '../router/route.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { recheck } from '../scan/pile/recheck.ts'
import { ScanPage } from '../scan/scan-page.tsx'
import { handOver, takeHandedOver } from './handed-over.ts'
import { WaySheet } from './way-sheet.tsx'

export interface AddDialogProps {
  query: ShelfQuery
  dialog: Extract<BookDialog, { kind: 'new' }>
  onClose: () => void
}

interface FormOfWayProps {
  way: Exclude<Way, 'scan'>
  scanHref: string
  onClose: () => void
}

const FormOfWay = ({ way, scanHref, onClose }: FormOfWayProps) => {
  const [{ photo, isbn, isFromScan }] = useState(takeHandedOver)
  const toScan = () => {
    if (isbn !== undefined) void recheck(isbn)
    closeTo(scanHref)
  }
  return <NewBook {...{ way, photo, isbn }} onClose={isFromScan ? toScan : onClose} />
}

/** The ways to add a book, each with its dialog. */
export const AddDialog = ({ query, dialog: { way }, onClose }: AddDialogProps) => {
  switch (way) {
    case undefined:
      return <WaySheet query={query} onClose={onClose} />
    case 'scan':
      return (
        <ScanPage
          onClose={onClose}
          onOpen={(id) => pushHref(shelfHref(query, { kind: 'read', id }))}
          onForm={(isbn, form) => {
            handOver({ isbn, isFromScan: true })
            pushHref(shelfHref(query, { kind: 'new', way: form }))
          }}
        />
      )
    default:
      return (
        <FormOfWay
          key={way}
          way={way}
          scanHref={shelfHref(query, { kind: 'new', way: 'scan' })}
          onClose={onClose}
        />
      )
  }
}
