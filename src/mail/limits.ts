/** Mails to one email within an hour that strangers can cause. */
export const maxMailsPerHour = 3
/** A notice that could not be sent for this long is given up. A mail with a link is given up when the link expires. */
export const noticeTtlSeconds = 3 * 24 * 60 * 60

/** A mail that is being sent is claimed for this long. If the run dies, the mail is sent again afterwards. */
export const mailClaimSeconds = 5 * 60
/** The wait after the first failure. Each further one doubles it. */
export const firstMailDelaySeconds = 60
export const maxMailDelaySeconds = 60 * 60

/** Mails that one request sends after its response. */
export const mailsPerRequest = 5
/** Mails that the maintenance claims at a time. */
export const mailsPerClaim = 20
