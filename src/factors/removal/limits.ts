/** The owner of an account has this long to stop a removal of all factors. */
export const factorRemovalDelayHours = 72
