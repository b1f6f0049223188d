/** A user who signs in on more devices loses the session that was used longest ago. */
export const maxSessionsPerUser = 100
