// The service sets this cookie together with that of the session, which scripts cannot read.
const name = '__Host-signed-in'

/** Whether the browser may have a session. */
export const hasHint = (): boolean =>
  document.cookie.split('; ').some((cookie) => cookie.startsWith(`${name}=`))

/** Forgets the hint, because there is no session. */
export const forgetHint = (): void => {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in some supported browsers
  if (hasHint()) document.cookie = `${name}=; Path=/; Secure; SameSite=Strict; Max-Age=0`
}
