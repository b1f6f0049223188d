import { useState } from 'preact/hooks'
import { hasCode } from '../errors/messages.ts'
import { useSubmit } from '../forms/use-submit.ts'
import { forgetLinkToken, linkToken } from '../router/link-token.ts'

type LinkPage = Parameters<typeof linkToken>[0]

/** A link may also have been broken on its way, and be too long. */
const isOfLink = (error: unknown): boolean =>
  hasCode(error, 'invalid_link') ||
  (hasCode(error, 'invalid_input') && error.issues.some(({ path }) => path === 'token'))

/**
 * A form that uses a mailed link. A program that looks through mails may open the page, but does not send the form.
 * @param send uses the link; the token is forgotten then
 * @param fields the names of the fields that show their own issues
 */
export const useLink = (
  page: LinkPage,
  send: (token: string, form: HTMLFormElement) => Promise<void>,
  fields: readonly string[] = [],
) => {
  const token = linkToken(page)
  const [ended, setEnded] = useState<string>()
  const submission = useSubmit(async (form) => {
    if (token === undefined) return
    try {
      await send(token, form)
    } catch (error) {
      if (!isOfLink(error)) throw error
      setEnded(token)
      return
    }
    // Another link may have been opened in this tab meanwhile.
    if (linkToken(page) === token) forgetLinkToken(page)
  }, fields)
  const state = token === undefined ? 'missing' : token === ended ? 'ended' : 'ready'
  return { ...submission, state } as const
}
