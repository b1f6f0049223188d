import { limits } from 'bookplate/client'
import type { english } from '../forms/texts.ts'

const { maxPasswordLength, minPasswordLength, longPasswordLength } = limits

export const forms: typeof english = {
  show: (label) => `${label} anzeigen`,
  wait: (duration) => `Noch ${duration} warten`,
  remove: (row, number) => `${row} ${number} entfernen`,
  passwordRules: 'Regeln für das Passwort',
  tooLong: `Höchstens ${maxPasswordLength} Zeichen`,
  length: `Mindestens ${minPasswordLength} Zeichen`,
  shape: `Mindestens ${longPasswordLength} Zeichen, oder ein Großbuchstabe, ein Kleinbuchstabe, eine Ziffer und ein Sonderzeichen`,
  notPersonal: 'Nicht aus Ihrem Namen, Ihrer E-Mail-Adresse oder „Bookplate“ gebildet',
  notCommon: 'Kein häufiges Passwort, und nicht aus Ihrem Namen oder Ihrer E-Mail-Adresse gebildet',
  notCommonAlone: 'Kein häufiges Passwort',
  notOfOwner: 'Nicht aus Ihrem Namen oder Ihrer E-Mail-Adresse gebildet',
  done: ': erfüllt',
}
