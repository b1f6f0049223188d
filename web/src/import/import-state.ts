import { effect, signal } from '@preact/signals'
import { type ImportReport, NetworkError } from 'bookplate/client'
import { isAborted } from '../errors/messages.ts'
import { reloadBooks } from '../library/books.ts'
import { client, session } from '../session/session.ts'
import { formOf, type ImportOptions, optionsOf } from './options.ts'
import { forget, optionsFor, remember } from './remembered.ts'

type Mode = 'preview' | 'apply'

/** A file, and the report of its last preview or of its import. */
export interface Read {
  file: File
  report: ImportReport
  /** The options of the report. */
  options: ImportOptions
  /** The choices of the reader, which the next preview is made with. */
  chosen: ImportOptions
  error?: unknown
}

export type Step =
  | { kind: 'choose'; error?: unknown }
  | { kind: 'sending'; mode: Mode; share: number }
  | ({ kind: 'preview' | 'done' } & Read)

const state = signal<Step>({ kind: 'choose' })

/** The import of this tab. It stays while the reader looks at another page. */
export const step = {
  get value(): Step {
    return state.value
  },
}

let owner: string | undefined
let abort = new AbortController()
// After a lost response the same key is sent again, so that the service imports nothing twice.
let lostKey: string | undefined

const begin = () => {
  abort.abort()
  abort = new AbortController()
  return abort.signal
}

const send = async (file: File, mode: Mode, options: ImportOptions, key: string, signal: AbortSignal) => {
  state.value = { kind: 'sending', mode, share: 0 }
  const report = await client.upload('POST', '/books/import', formOf(file, mode, options), {
    headers: { 'Idempotency-Key': key },
    onProgress: (share) => {
      if (!signal.aborted) state.value = { kind: 'sending', mode, share }
    },
    signal,
  })
  signal.throwIfAborted()
  const made = optionsOf(report, options)
  return { file, report, options: made, chosen: made }
}

const rememberChoices = ({ name, size }: File, options: ImportOptions) => {
  if (owner !== undefined) remember({ readerId: owner, name, size, options })
}

/** @param before the preview that stays if this one fails */
export const preview = async (file: File, wanted?: ImportOptions, before?: Read): Promise<void> => {
  const options = wanted ?? optionsFor(file, owner ?? '')
  const signal = begin()
  lostKey = undefined
  try {
    const read = await send(file, 'preview', options, crypto.randomUUID(), signal)
    rememberChoices(file, read.options)
    state.value = { kind: 'preview', ...read }
  } catch (error) {
    if (signal.aborted || isAborted(error)) return
    state.value = before ? { kind: 'preview', ...before, chosen: options, error } : { kind: 'choose', error }
  }
}

/** Changes the choices of the reader. */
export const choose = (changes: Partial<ImportOptions>): void => {
  const { value } = state
  if (value.kind !== 'preview') return
  const chosen = { ...value.chosen, ...changes }
  rememberChoices(value.file, chosen)
  state.value = { ...value, chosen }
}

/** Imports what the preview showed. */
export const apply = async (before: Read): Promise<void> => {
  const key = lostKey ?? crypto.randomUUID()
  const signal = begin()
  try {
    const done = await send(before.file, 'apply', before.options, key, signal)
    lostKey = undefined
    if (owner !== undefined) forget(owner)
    reloadBooks()
    state.value = { kind: 'done', ...done }
  } catch (error) {
    if (signal.aborted || isAborted(error)) return
    lostKey = error instanceof NetworkError ? key : undefined
    state.value = { kind: 'preview', ...before, error }
  }
}

export const restart = (): void => {
  begin()
  lostKey = undefined
  if (owner !== undefined) forget(owner)
  state.value = { kind: 'choose' }
}

// A file belongs to one reader. It stays when the session expires, until another reader signs in.
effect(() => {
  const { value } = session
  if (value.kind === 'signed-out' && !value.hasExpired) restart()
  if (value.kind !== 'signed-in' || value.user.id === owner) return
  if (owner !== undefined) restart()
  owner = value.user.id
})
