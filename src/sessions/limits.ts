/** A user who signs in on more devices loses the session that was used longest ago. */
export const maxSessionsPerUser = 100
/** The fewest characters of the `Idempotency-Key` of a refresh: 128 bits in base64url. */
export const minRefreshKeyLength = 22
export const maxRefreshKeyLength = 255
