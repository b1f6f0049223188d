import { ApiError, type Issue } from 'bookplate/client'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useSecondsLeft } from '../errors/countdown.tsx'
import { isAborted, issueText, messageFor } from '../errors/messages.ts'
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
  return path === undefined
    ? error.issues.map((issue) => ({ ...issue, message: issueText(issue) }))
    : [{ path, message: messageFor(error) }]
}

/** Fields whose controls have another name. */
const pathOfControl: Record<string, string> = { newTag: 'tags' }

/** @returns the path of the field that an event changes; undefined for a control without a name */
const pathOf = ({ target, type }: Event): string | undefined => {
  if (!(target instanceof HTMLElement)) return undefined
  if (target instanceof HTMLInputElement && target.type === 'file') return target.name || 'cover_image'
  if (type !== 'click') return nameOf(target)
  // A button adds or removes a row, so the numbers of the rows change.
  const button = target.closest('button[type=button]')
  const named = button?.closest('fieldset')?.querySelector('input[name], textarea[name]')
  return nameOf(named)?.split('.')[0]
}

const nameOf = (element: Element | null | undefined): string | undefined => {
  const name = element?.getAttribute('name') ?? ''
  return name === '' ? undefined : (pathOfControl[name] ?? name)
}

const isWithin = (path: string, other: string): boolean => path === other || path.startsWith(`${other}.`)

/** A box reports `input` and then `change`. A render between the two would set it back to what it was. */
const isOfBox = ({ target, type }: Event): boolean =>
  type === 'input' && target instanceof HTMLInputElement && ['checkbox', 'radio'].includes(target.type)

/** @returns the paths of the fields that were changed since `error` */
const useCorrected = (form: { current: HTMLFormElement | null }, error: unknown): ReadonlySet<string> => {
  const [corrected, setCorrected] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    setCorrected(new Set())
    if (error === undefined) return
    const follow = (event: Event) => {
      if (isOfBox(event)) return
      const path = form.current?.contains(event.target as Node) ? pathOf(event) : undefined
      if (path !== undefined) setCorrected((before) => new Set([...before, path]))
    }
    const types = ['input', 'change', 'click']
    for (const type of types) document.addEventListener(type, follow)
    return () => {
      for (const type of types) document.removeEventListener(type, follow)
    }
  }, [error])
  return corrected
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

  const corrected = useCorrected(form, error)
  const shownIssues = issuesOf(error).filter(({ path }) => fields.some((field) => isWithin(path, field)))
  const isAllShown = shownIssues.length > 0 && shownIssues.length === issuesOf(error).length
  // A message disappears when its field is corrected. The others stay.
  const issues = shownIssues.filter(
    ({ path }) => ![...corrected].some((other) => isWithin(path, other) || isWithin(other, path)),
  )

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
