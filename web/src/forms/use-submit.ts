import { ApiError, type Issue } from 'bookplate/client'
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useSecondsLeft } from '../errors/countdown.tsx'
import { useRetryTime } from '../errors/problem.tsx'
import { isAborted, sentenceOf } from '../errors/sentences.ts'

/** Thrown by a form's own checks: what is wrong with which field. */
export class InvalidForm extends Error {
  readonly issues: Issue[]

  constructor(issues: Issue[]) {
    super('The form is not filled in correctly.')
    this.issues = issues
  }
}

/** Refusals that are about one field, though the service names none. */
const fieldOfCode: Partial<Record<ApiError['code'], string>> = {
  email_taken: 'email',
  title_taken: 'title',
  invalid_image: 'cover_image',
  unsupported_image: 'cover_image',
  image_too_large: 'cover_image',
  payload_too_large: 'cover_image',
}

const issuesOf = (error: unknown): Issue[] => {
  if (error instanceof InvalidForm) return error.issues
  if (!(error instanceof ApiError)) return []
  const path = fieldOfCode[error.code]
  return path === undefined ? error.issues : [{ path, message: sentenceOf(error) }]
}

/**
 * The sending of a form: one at a time, its errors sorted by field, and no further attempt before the service wants it.
 * @param send throws what went wrong
 * @param fields the names of the fields that can show an issue; any other is part of `error`
 */
export const useSubmit = (send: (form: HTMLFormElement) => Promise<void>, fields: string[]) => {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const form = useRef<HTMLFormElement>(null)
  const secondsLeft = useSecondsLeft(useRetryTime(error))

  const issues = issuesOf(error).filter(({ path }) => fields.includes(path))
  const isAllShown = issues.length > 0 && issues.length === issuesOf(error).length

  useLayoutEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [error])

  const submit = async (event: Event) => {
    event.preventDefault()
    if (busy || secondsLeft > 0 || !form.current) return
    setBusy(true)
    setError(undefined)
    try {
      await send(form.current)
    } catch (thrown) {
      if (!isAborted(thrown)) setError(thrown)
    } finally {
      setBusy(false)
    }
  }

  return {
    form,
    submit,
    busy,
    secondsLeft,
    /** What no field shows. */
    error: isAllShown ? undefined : error,
    issue: (field: string): string | undefined => issues.find(({ path }) => path === field)?.message,
    clear: useCallback(() => setError(undefined), []),
  }
}

/** The text of a field of a form. */
export const textOf = (form: HTMLFormElement, name: string): string =>
  String(new FormData(form).get(name) ?? '')
