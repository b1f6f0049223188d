/** The owner of an account can look back this far. */
export const eventRetentionDays = 180
export const maxEventUserAgentLength = 300
