import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { PageHeading } from '../page/page-heading.tsx'
import { user } from '../session/session.ts'
import { DisableOrErase } from './disable-or-erase.tsx'
import { Exports } from './exports.tsx'
import { Password } from './password.tsx'
import { Profile } from './profile.tsx'
import { Sessions } from './sessions.tsx'
import { SignOut } from './sign-out.tsx'
import './account.css'

const Section = ({ title, children }: { title: string; children: ComponentChildren }) => {
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
      <Section title="Profile">
        <Profile key={me.id} user={me} />
      </Section>
      <Section title="Password">
        <Password user={me} />
      </Section>
      <Section title="Where you are signed in">
        <Sessions />
      </Section>
      <Section title="Export your library">
        <Exports />
      </Section>
      <Section title="Close the account">
        <DisableOrErase user={me} />
      </Section>
    </div>
  )
}
