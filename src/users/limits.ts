/** Lengths are in code points. */
export const maxNameLength = 100
export const maxNameWords = 30
export const maxEmailLength = 254
