import type { ComponentChildren } from 'preact'
import { PageHeading } from '../page/page-heading.tsx'
import { user } from '../session/session.ts'
import { Plate } from '../sign-in/plate.tsx'
import { recoveryTexts } from './texts.ts'

interface OutcomeProps {
  title: string
  text: string
  children?: ComponentChildren
}

/** The end of a page of a mailed link: what happened, and the next step. */
export const Outcome = ({ title, text, children }: OutcomeProps) => {
  const { toShelf, toSignIn } = recoveryTexts.value
  return (
    <Plate>
      <PageHeading title={title} />
      <div class="form">
        <p class="notice outcome" role="status">
          {text}
        </p>
        {children}
        <a class="button" href={user.value ? '#/' : '#/sign-in'}>
          {user.value ? toShelf : toSignIn}
        </a>
      </div>
    </Plate>
  )
}
