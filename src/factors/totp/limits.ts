/** A setup that is not confirmed ends after this long. */
export const setupTtlSeconds = 15 * 60
