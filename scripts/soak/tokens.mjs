const decode = (text) => Buffer.from(text, 'base64url')

/** The access token is replaced when it is this old. It lives 15 minutes. */
const staleMs = 10 * 60 * 1000

/** @returns the session of a token response, as the ledger keeps it: `[id, session]` */
export const sessionOf = ({ access_token, refresh_token }) => {
  const { sid } = JSON.parse(decode(access_token.split('.')[1]))
  // bprt_, 16 bytes of session id, 4 of counter: src/sessions/refresh/refresh-tokens.ts.
  const counter = decode(refresh_token.slice('bprt_'.length)).readUInt32BE(16)
  return [sid, { counter, refresh: refresh_token, access: access_token, at: Date.now() }]
}

/** @returns the sessions of a reader whose access token can be used, as `[id, session]` */
export const freshSessions = (reader) =>
  [...reader.sessions].filter(([, { access, at }]) => access && Date.now() - at < staleMs)
