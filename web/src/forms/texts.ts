import { limits } from 'bookplate/client'
import { areaTexts } from '../i18n/texts.ts'

const { maxPasswordLength, minPasswordLength, longPasswordLength } = limits

export const english = {
  /** @param label of a password field */
  show: (label: string): string => `Show ${label.toLowerCase()}`,
  wait: (duration: string): string => `Wait ${duration}`,
  /** @param row one item of a list, such as `author` */
  remove: (row: string, number: number): string => `Remove ${row} ${number}`,
  passwordRules: 'Password rules',
  tooLong: `At most ${maxPasswordLength} characters`,
  length: `${minPasswordLength} characters or more`,
  shape: `${longPasswordLength} characters or more, or an upper-case letter, a lower-case letter, a digit and a special character`,
  notPersonal: 'Not built from your name, your email or “Bookplate”',
  notCommon: 'Not a common password, and not built from your name or email',
  /** Where the page does not know whose password it is. */
  notCommonAlone: 'Not a common password',
  notOfOwner: 'Not built from your name or email',
  /** For screen readers, after a rule that is met. */
  done: ': done',
}

export const formTexts = areaTexts('forms', english)
