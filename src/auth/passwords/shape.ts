import { longPasswordLength, maxPasswordLength, minPasswordLength } from './limits.ts'

// Without policy.ts and its dictionary, so that the web app can load these rules at once.

const classes = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u]

export type PasswordShapeProblem = 'too_short' | 'too_long' | 'missing_classes'

export const passwordShapeMessages: Record<PasswordShapeProblem, string> = {
  too_short: `Use at least ${minPasswordLength} characters.`,
  too_long: `Use at most ${maxPasswordLength} characters.`,
  missing_classes: `Use an upper-case letter, a lower-case letter, a digit and a special character, or at least ${longPasswordLength} characters of any kind.`,
}

/** @returns the first problem of the length or the characters of `password`, if any */
export function passwordShapeProblem(password: string): PasswordShapeProblem | undefined {
  // Counting the code points of a long text takes many times its memory.
  if (password.length > 2 * maxPasswordLength) return 'too_long'
  const length = [...password].length
  if (length < minPasswordLength) return 'too_short'
  if (length > maxPasswordLength) return 'too_long'
  if (length < longPasswordLength && !classes.every((pattern) => pattern.test(password)))
    return 'missing_classes'
  return undefined
}
