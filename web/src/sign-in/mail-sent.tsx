import type { ComponentChildren } from 'preact'
import { PageHeading } from '../page/page-heading.tsx'
import { signUpTexts } from './sign-up-texts.ts'
import './mail-sent.css'

interface MailSentProps {
  email: string
  /** A sentence about the link of the mail. */
  about: string
  /** Back to the form. */
  back: () => void
  children?: ComponentChildren
}

/** The same page for every email: it does not tell whether the email has an account. */
export const MailSent = ({ email, about, back, children }: MailSentProps) => {
  const texts = signUpTexts.value
  return (
    <>
      <PageHeading title={texts.sent} />
      <div class="mail-sent" role="status">
        <p>{texts.sentTo(email)}</p>
        <p>{about}</p>
      </div>
      <p class="hint">{texts.noMail}</p>
      <button type="button" class="button" onClick={back}>
        {texts.anotherEmail}
      </button>
      {children}
    </>
  )
}
