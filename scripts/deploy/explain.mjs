/** What wrangler says, and what it means for the operator. */
const known = [
  [
    /code: 100328|CPU limits are not supported for the Free plan/,
    ({ id }) =>
      `This account is on the Workers Free plan. It allows 10 ms of CPU a request, and hashing a password takes ten times that. Change to Workers Paid at https://dash.cloudflare.com/${id}/workers/plans`,
  ],
  [
    /code: 10042|enable R2/i,
    ({ id }) =>
      `R2, which keeps the covers, is not enabled on this account. Enable it at https://dash.cloudflare.com/${id}/r2`,
  ],
  [
    /Could not find (a )?zone/,
    () =>
      'The domain is not among those of this account: add it at https://dash.cloudflare.com, or deploy without --url.',
  ],
  [
    /code: 10000\]|code: 9109\]|Authentication error|Unauthorized to access/,
    () =>
      'This login or token may not do that. `npx wrangler login` again, or give the token the rights to edit Workers Scripts, D1 and R2 (and Workers Routes for a custom domain).',
  ],
]

/**
 * @param {string} said what wrangler printed @param {import('./account.mjs').Account} account
 * @returns {string | undefined} what is wrong and what to do, where it is a known one
 */
export const explain = (said, account) => {
  const match = known.find(([pattern]) => pattern.test(said))
  return match?.[1](account)
}
