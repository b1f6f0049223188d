import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { PageHeading } from '../page/page-heading.tsx'
import { user } from '../session/session.ts'
import { Exports } from './exports.tsx'
import { Leaving } from './leaving.tsx'
import { Password } from './password.tsx'
import { Profile } from './profile.tsx'
import { Sessions } from './sessions.tsx'
import { SignOut } from './sign-out.tsx'
import './account.css'

const Part = ({ title, children }: { title: string; children: ComponentChildren }) => {
  const id = useId()
  return (
    <section class="part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div class="part-body">{children}</div>
    </section>
  )
}

export const AccountPage = () => {
  const me = user.value
  if (!me) return null
  return (
    <div class="page account">
      <div class="page-head account-head">
        <PageHeading title="Account" />
        <SignOut />
      </div>
      <Part title="Profile">
        <Profile key={me.id} user={me} />
      </Part>
      <Part title="Password">
        <Password user={me} />
      </Part>
      <Part title="Where you are signed in">
        <Sessions />
      </Part>
      <Part title="Take your library with you">
        <Exports />
      </Part>
      <Part title="Leave">
        <Leaving user={me} />
      </Part>
    </div>
  )
}
