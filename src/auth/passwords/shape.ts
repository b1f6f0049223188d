// What a password must look like. Apart from password-policy.ts and its dictionary, so that the web app can say it too.

/** In code points, as the other two. */
export const minPasswordLength = 8
export const maxPasswordLength = 128
/** From here on no classes are asked for: length does more than they do (NIST SP 800-63B). */
export const longPasswordLength = 15

const classes = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u]

export type PasswordShapeProblem = 'too_short' | 'too_long' | 'missing_classes'

export const passwordShapeMessages: Record<PasswordShapeProblem, string> = {
  too_short: `Use at least ${minPasswordLength} characters.`,
  too_long: `Use at most ${maxPasswordLength} characters.`,
  missing_classes: `Use an upper-case letter, a lower-case letter, a digit and a special character, or at least ${longPasswordLength} characters of any kind.`,
}

/** @returns what is wrong with the length or the characters of `password`, `undefined` when nothing is */
export function passwordShapeProblem(password: string): PasswordShapeProblem | undefined {
  const length = [...password].length
  if (length < minPasswordLength) return 'too_short'
  if (length > maxPasswordLength) return 'too_long'
  if (length < longPasswordLength && !classes.every((pattern) => pattern.test(password)))
    return 'missing_classes'
  return undefined
}
