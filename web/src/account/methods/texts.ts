import { number, plural } from '../../i18n/format.ts'
import { areaTexts } from '../../i18n/texts.ts'
import type { Recommendation } from './recommend.ts'

const steps: Record<Recommendation, { title: string; text: string }> = {
  add_passkey: {
    title: 'Next step: add a passkey',
    text: 'Then your fingerprint, your face or the PIN of your device signs you in. A passkey cannot be guessed, and no false page can take it from you.',
  },
  make_codes: {
    title: 'Next step: make new recovery codes',
    text: 'You have few left. Without them and without your authenticator app, you could not sign in.',
  },
  verify_email: {
    title: 'Next step: confirm your email',
    text: 'Open the link that we sent you. With a confirmed email you get back in when you lose your other ways to sign in.',
  },
  add_second_passkey: {
    title: 'Next step: add a second passkey',
    text: 'You sign in with one passkey alone. Add another on a second device, in case you lose the first.',
  },
  add_app: {
    title: 'Next step: add an authenticator app',
    text: 'Your password alone still opens your account. With the app, a sign-in with the password asks for a code too.',
  },
  nothing: {
    title: 'Your account is well protected.',
    text: 'There is nothing that you need to do.',
  },
}

export const english = {
  title: 'Sign-in methods',
  loading: 'Loading …',
  cancel: 'Cancel',
  saving: 'Saving …',
  isCopied: 'Copied.',
  steps,
  withoutPassword: 'Your account has no password, and you need none. You sign in with a passkey.',
  passkeys: {
    title: 'Passkeys',
    hint: 'Sign in with your fingerprint, your face or the PIN of your device.',
    notHere: 'This browser cannot use passkeys.',
    add: 'Add a passkey',
    addAnother: 'Add another passkey',
    adding: 'Adding …',
    isAdded: 'The passkey is added. You can sign in with it from now on.',
    dismissed: 'No passkey was made. Your confirmation is good for some minutes, so you can try again.',
    there: 'This device has a passkey of your account already. Choose another one.',
    tryAgain: 'Try again',
    added: 'Added on',
    lastUsed: 'last used',
    neverUsed: 'never used',
    synced: 'On all your devices.',
    onOneDevice: 'On one device.',
    rename: 'Rename',
    renameOf: (name: string): string => `Rename the passkey ${name}`,
    remove: 'Remove …',
    removeOf: (name: string): string => `Remove the passkey ${name}`,
    onlyWay: 'It is the only way to sign in to your account. To remove it, add another one first.',
    isRemoved: (name: string): string => `The passkey ${name} is removed.`,
    name: 'Name of the passkey',
    nameHint: 'For you alone, so that you know which device it is on.',
    enterName: 'Enter a name.',
    saveName: 'Save name',
    isRenamed: (name: string): string => `The passkey is now called ${name}.`,
  },
  app: {
    title: 'Authenticator app',
    hint: 'With your password, a sign-in then asks for a code that an app on your phone shows.',
    isOn: (day: string): string =>
      `On since ${day}. A sign-in with your password asks for a code of the app.`,
    add: 'Add an authenticator app',
    replace: 'Move to another app',
    remove: 'Remove …',
    isRemoved: 'The authenticator app is removed. Your password alone signs you in.',
    setupTitle: 'Add an authenticator app',
    scan: 'Scan this picture with the app: Google Authenticator, 1Password, Aegis, or any other one.',
    qr: 'QR code with the key of your account',
    noCamera: 'If you cannot scan it, enter this key:',
    copySecret: 'Copy the key',
    openHere: 'Open an app on this device',
    code: 'Code of the app',
    codeHint: 'The six digits that the app shows for Bookplate.',
    enterCode: 'Enter the code that the app shows.',
    isWrong: 'This code is wrong. Check the time of your phone, and enter the code that it shows now.',
    setupEnded: 'This took too long, or was completed on another page. Close this and start again.',
    confirm: 'Turn it on',
  },
  codes: {
    title: 'Recovery codes',
    hint: 'Each code signs you in once, in place of your authenticator app. They are for the day when you lose your phone.',
    left: (count: number): string =>
      plural(count, { one: '1 code is left.', other: `${number(count)} codes are left.` }),
    makeNew: 'Make ten new codes',
    test: 'Test a code',
    testHint: 'Check one of the codes that you kept. It is not used up.',
    testButton: 'Test',
    testing: 'Testing …',
    enterCode: 'Enter one of your recovery codes.',
    isWrong: 'This is not one of your codes, or it was used already.',
    isRight: (count: number): string =>
      plural(count, {
        one: 'This code is right. It is the last one.',
        other: `This code is right. You have ${number(count)} of them.`,
      }),
    dialogTitle: 'Your recovery codes',
    dialogText: 'Keep them where you find them without your phone. They are shown only now.',
    sheet: (email: string, moment: string): string => `Bookplate, recovery codes of ${email}, ${moment}`,
    sheetHint: 'Each code signs in once, in place of the authenticator app.',
    fileName: 'bookplate-recovery-codes.txt',
    save: 'Save as a file',
    print: 'Print',
    copy: 'Copy',
    warning:
      'Save, print or copy the codes first: they will not be shown again. To leave them, close this once more.',
    keptThem: 'I have kept them',
  },
  email: {
    title: 'Email',
    noMail: 'You sign in with this email. It cannot be changed, because this service sends no mail.',
    isConfirmed: 'Confirmed',
    isNotConfirmed: 'Not confirmed yet',
    sendLink: 'Send the link again',
    sending: 'Sending …',
    linkSent: (email: string): string => `We sent a mail to ${email}. Open its link within 24 hours.`,
    change: 'Change email',
    new: 'New email',
    newHint: 'We send a link to it. Your email changes when you open the link and confirm it there.',
    sendToNew: 'Send the link',
    enterEmail: 'Enter your new email.',
    isSame: 'This is your email already.',
    changeSent: (email: string): string =>
      `We sent a mail to ${email}. Open its link within one hour. Until then you sign in with the email above.`,
  },
}

export const methodsTexts = areaTexts('methods', english)
