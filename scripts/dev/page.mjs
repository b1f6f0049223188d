/**
 * @param {{ url: string, version: string, reader?: { email: string, password: string },
 *   hasMail: boolean }} facts
 * @returns the page that a start ends with: what to try, and the address last
 */
export const startPage = ({ url, version, reader, hasMail }) => {
  const account = reader
    ? `sign in as ${reader.email}\n                with the password ${reader.password}`
    : 'sign up with any name, email and password'
  return `
Bookplate ${version} is running. It reloads after an edit of src/ or web/; Ctrl-C stops it.

  The web app   ${account}
  The API       ${url}/docs to try it, examples/bookplate.http for your editor
${hasMail ? `  The mails     ${url}/development/outbox\n` : ''}  The data      ${url}/cdn-cgi/local/explorer to look at it; delete .wrangler/state to begin again
  The log       .wrangler/dev.log has every request; errors are shown here too

  ${url}
`
}
