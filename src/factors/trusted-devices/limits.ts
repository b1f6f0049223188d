/** A user who trusts more devices loses the trust in the one that was trusted longest ago. */
export const maxTrustedDevicesPerUser = 20
