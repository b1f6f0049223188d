/** Gives the browser context of a page the cookies of a new session, faster than the form. */
export const giveSession = async (page, origin, { email, password }) => {
  const response = await fetch(`${origin}/users/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify({ email, password, transport: 'cookie' }),
  })
  if (!response.ok) throw new Error(`The sign-in failed with ${response.status}.`)
  const cookies = response.headers.getSetCookie().map((line) => {
    const [pair, ...attributes] = line.split('; ')
    const at = pair.indexOf('=')
    return {
      name: pair.slice(0, at),
      value: pair.slice(at + 1),
      domain: new URL(origin).hostname,
      path: attributes.find((one) => one.startsWith('Path='))?.slice('Path='.length) ?? '/',
      secure: true,
      httpOnly: attributes.includes('HttpOnly'),
      sameSite: 'Strict',
    }
  })
  await page.browserContext().setCookie(...cookies)
}
