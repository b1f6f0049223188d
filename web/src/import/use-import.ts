import { type ImportReport, NetworkError } from 'bookplate/client'
import { useRef, useState } from 'preact/hooks'
import { reloadBooks } from '../library/books.ts'
import { client } from '../session/session.ts'
import { firstOptions, formOf, type ImportOptions, optionsOf } from './options.ts'

type Mode = 'preview' | 'apply'

/** A file, and the report of its last preview or of its import. */
interface Read {
  file: File
  report: ImportReport
  /** The options of the report. */
  options: ImportOptions
  /** Options of a preview that failed. */
  chosen?: ImportOptions
  error?: unknown
}

export type Step =
  | { kind: 'choose'; error?: unknown }
  | { kind: 'sending'; mode: Mode; share: number }
  | ({ kind: 'preview' | 'done' } & Read)

type OnProgress = (share: number) => void

const send = (file: File, mode: Mode, options: ImportOptions, key: string, onProgress: OnProgress) =>
  client.upload('POST', '/books/import', formOf(file, mode, options), {
    headers: { 'Idempotency-Key': key },
    onProgress,
  })

export const useImport = () => {
  const [step, setStep] = useState<Step>({ kind: 'choose' })
  // After a lost response the same key is sent again, so that the service imports nothing twice.
  const lostKey = useRef<string>(undefined)

  const sendWith = async (file: File, mode: Mode, options: ImportOptions, key: string) => {
    setStep({ kind: 'sending', mode, share: 0 })
    const report = await send(file, mode, options, key, (share) => setStep({ kind: 'sending', mode, share }))
    return { file, report, options: optionsOf(report, options) }
  }

  /** @param before the preview that stays if this one fails */
  const preview = async (file: File, options: ImportOptions = firstOptions, before?: Read) => {
    lostKey.current = undefined
    try {
      setStep({ kind: 'preview', ...(await sendWith(file, 'preview', options, crypto.randomUUID())) })
    } catch (error) {
      setStep(before ? { kind: 'preview', ...before, chosen: options, error } : { kind: 'choose', error })
    }
  }

  const apply = async (before: Read) => {
    const key = lostKey.current ?? crypto.randomUUID()
    try {
      const done = await sendWith(before.file, 'apply', before.options, key)
      lostKey.current = undefined
      reloadBooks()
      setStep({ kind: 'done', ...done })
    } catch (error) {
      lostKey.current = error instanceof NetworkError ? key : undefined
      setStep({ kind: 'preview', ...before, error })
    }
  }

  return { step, preview, apply, restart: () => setStep({ kind: 'choose' }) }
}
