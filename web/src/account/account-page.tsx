import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { LazyApiKeys } from '../api-keys/lazy-api-keys.tsx'
import { apiKeyTexts } from '../api-keys/texts.ts'
import { EReaders } from '../e-readers/e-readers.tsx'
import { eReaderTexts } from '../e-readers/texts.ts'
import { KeysField } from '../keys/keys-field.tsx'
import { PageHeading } from '../page/page-heading.tsx'
import { numbersHref } from '../router/route.ts'
import { user } from '../session/session.ts'
import { LazyShare } from '../share/lazy-share.tsx'
import { shareTexts } from '../share/texts.ts'
import { LazyWebhook } from '../webhook/lazy-webhook.tsx'
import { webhookTexts } from '../webhook/texts.ts'
import { Activity } from './activity.tsx'
import { activityTexts } from './activity-texts.ts'
import { DisableOrErase } from './disable-or-erase.tsx'
import { Exports } from './exports.tsx'
import { LanguageField } from './language-field.tsx'
import { SignInMethods } from './methods/sign-in-methods.tsx'
import { methodsTexts } from './methods/texts.ts'
import { Profile } from './profile.tsx'
import { Sessions } from './sessions.tsx'
import { SignOut } from './sign-out.tsx'
import { accountTexts } from './texts.ts'
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
  const texts = accountTexts.value
  return (
    <div class="page account">
      <div class="page-head account-head">
        <PageHeading title={texts.title} />
        <SignOut />
      </div>
      <p>
        <a href={numbersHref()}>{texts.numbers}</a>
      </p>
      {me.role === 'admin' && (
        <p>
          <a href="#/admin">{texts.administration}</a>
        </p>
      )}
      <Section title={texts.profile.title}>
        <Profile key={me.id} user={me} />
      </Section>
      <Section title={texts.language.title}>
        <LanguageField />
        <KeysField />
      </Section>
      <Section title={methodsTexts.value.title}>
        <SignInMethods user={me} />
      </Section>
      <Section title={texts.sessions.title}>
        <Sessions />
      </Section>
      <Section title={activityTexts.value.title}>
        <Activity />
      </Section>
      <Section title={shareTexts.value.title}>
        <LazyShare />
      </Section>
      <Section title={eReaderTexts.value.title}>
        <EReaders email={me.email} />
      </Section>
      <Section title={apiKeyTexts.value.title}>
        <LazyApiKeys />
      </Section>
      <Section title={webhookTexts.value.title}>
        <LazyWebhook />
      </Section>
      <Section title={texts.export.title}>
        <Exports />
      </Section>
      <Section title={texts.close.title}>
        <DisableOrErase user={me} />
      </Section>
    </div>
  )
}
