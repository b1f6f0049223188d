const minuteMs = 60 * 1000

/** A receiver gets at most one message in this time. */
export const minIntervalMs = minuteMs
/** A run also takes webhooks that are due so soon, and waits: their last messages were sent a little after its own minute began. */
export const maxWaitMs = 3000
/** Of one attempt, with all that the receiver sends. */
export const attemptTimeLimitMs = 5000
/** The longest wait between two attempts. The first is a minute, and each failure doubles it. */
export const maxBackoffMs = 60 * minuteMs
/** A webhook whose attempts have failed for this long is switched off. */
export const maxFailingMs = 3 * 24 * 60 * minuteMs
/** The longest URL of a webhook. */
export const maxWebhookUrlLength = 1000
/** The messages that a run sends at the same time. The platform opens at most six connections. */
export const parallelMessages = 5
/** A run of the cron trigger sends messages for this long: the next one starts after a minute. */
export const maxRunMs = 45 * 1000
