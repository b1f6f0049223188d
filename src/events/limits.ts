/** The owner of an account can look back this far. */
export const eventRetentionDays = 180
export const maxEventUserAgentLength = 300
/** An action of an admin can be looked up for this long. */
export const auditRetentionDays = 730
