export const maxPasskeysPerUser = 20
/** In code points. */
export const maxPasskeyNameLength = 60
