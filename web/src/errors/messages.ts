import { ApiError, type Issue, NetworkError } from 'bookplate/client'
import { type Code, errorTexts } from './texts.ts'

/** The right address, where the page was opened at a wrong one. */
const addressIn = ({ code, issues }: ApiError): string[] =>
  code === 'origin_mismatch' ? issues.map(({ message }) => message) : []

/** A response to HEAD has no body, and so no code. */
const codesOfStatus: Record<number, Code> = { 429: 'rate_limited', 503: 'service_unavailable' }

const codeOf = ({ code, status }: ApiError): Code =>
  code === 'unexpected_response' ? (codesOfStatus[status] ?? code) : code

const messageOfCode = (code: Code): string | undefined => {
  const { codes, imageTooLarge } = errorTexts.value
  const texts: Partial<Record<Code, string>> = codes
  return code === 'image_too_large' ? imageTooLarge() : texts[code]
}

/** The message for a reader, for any value that was thrown. */
export const messageFor = (error: unknown): string => {
  if (error instanceof ApiError)
    return [messageOfCode(codeOf(error)) ?? error.message, ...addressIn(error)].join(' ')
  const { unreachable, unexpected } = errorTexts.value
  return error instanceof NetworkError ? unreachable : unexpected
}

/** The message for a field: in another language than the service's, a general one for each field. */
export const issueText = ({ path, message }: Issue): string => {
  const [field = ''] = path.split('.')
  return errorTexts.value.fields[field] ?? message
}

export const hasCode = (error: unknown, code: Code): error is ApiError =>
  error instanceof ApiError && error.code === code

/** Whether the page itself cancelled the request. Such an error is not shown. */
export const isAborted = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'AbortError'
