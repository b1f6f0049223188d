import { areaTexts } from '../i18n/texts.ts'

export const english = {
  title: 'Second step',
  heading: 'One more step',
  intro: 'The password is right. Now enter the code that your authenticator app shows.',
  introRecovery: 'The password is right. Now enter one of the recovery codes that you kept.',
  enterCode: 'Enter a code.',
  isWrongCode: 'This code is wrong, has expired, or was used already. Wait for the next one.',
  trustDevice: 'Trust this device for 30 days',
  trustHint: 'Then it needs only the password. Choose this on a device of your own.',
  checking: 'Checking …',
  or: 'or',
  back: 'Back to the password',
  expired: 'This sign-in took too long. Enter your password again.',
  ended: 'This sign-in has ended, because there were too many wrong codes or it took too long.',
  again: 'Enter the password again',
}

export const stepTexts = areaTexts('secondStep', english)
