import { ApiError, type Issue } from 'bookplate/client'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useSecondsLeft } from '../errors/countdown.tsx'
import { isAborted, messageFor } from '../errors/messages.ts'
import { useRetryTime } from '../errors/problem.tsx'

/** Thrown by a form that finds invalid fields before it sends them. */
export class InvalidForm extends Error {
  readonly issues: Issue[]

  constructor(issues: Issue[]) {
    super('Some fields of the form are not valid.')
    this.issues = issues
  }
}

/** Errors that belong to one field, although the response names none. */
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
  return path === undefined ? error.issues : [{ path, message: messageFor(error) }]
}

/**
 * Submits a form: one request at a time, and none before `Retry-After` has passed.
 * @param fields the names of the fields that show their own issues, and those of their rows such as `authors.0`; all other
 * issues are part of `error`
 */
export const useSubmit = (send: (form: HTMLFormElement) => Promise<void>, fields: readonly string[]) => {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const form = useRef<HTMLFormElement>(null)
  const secondsLeft = useSecondsLeft(useRetryTime(error))

  const issues = issuesOf(error).filter(({ path }) =>
    fields.some((field) => path === field || path.startsWith(`${field}.`)),
  )
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
    /** `undefined` when the fields show all issues. */
    error: isAllShown ? undefined : error,
    issue: (path: string): string | undefined => issues.find((one) => one.path === path)?.message,
    /** Each path with an issue that a field shows. */
    issuePaths: issues.map(({ path }) => path),
  }
}

export const fieldText = (form: HTMLFormElement, name: string): string =>
  String(new FormData(form).get(name) ?? '')
