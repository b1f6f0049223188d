import type { User } from 'bookplate/client'
import { Problem } from '../../errors/problem.tsx'
import { canUsePasskeys } from '../../passkeys/ceremony.ts'
import { isMailConfigured } from '../../session/mail.ts'
import { AuthenticatorApp } from './app.tsx'
import { Email } from './email.tsx'
import { FactorRemoval } from './factor-removal.tsx'
import { Passkeys } from './passkeys.tsx'
import { Password } from './password.tsx'
import { recommend } from './recommend.ts'
import { NextStep } from './recommendation.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { methodsTexts } from './texts.ts'
import { useMethods } from './use-methods.ts'
import './methods.css'

/** Every way to sign in to the account, and the next step that protects it. */
export const SignInMethods = ({ user }: { user: User }) => {
  const { methods, error, load } = useMethods()
  const problem = error !== undefined && <Problem error={error} retry={load} />
  if (!methods) return problem || <p role="status">{methodsTexts.value.loading}</p>

  const { factors, passkeys } = methods
  const step = recommend({
    hasPassword: factors.password,
    hasApp: factors.totp !== null,
    codesLeft: factors.recovery_codes,
    passkeys: passkeys.length,
    canUsePasskeys: canUsePasskeys(),
    hasMail: isMailConfigured,
    isEmailVerified: user.email_verified,
  })
  const isPasskeyStep = step === 'add_passkey' || step === 'add_second_passkey'
  return (
    <>
      {problem}
      <FactorRemoval />
      <NextStep step={step} user={user} onChange={load} />
      <Passkeys
        passkeys={passkeys}
        hasPassword={factors.password}
        isRecommended={isPasskeyStep}
        onChange={load}
      />
      <Password user={user} factors={factors} onChange={load} />
      {(factors.password || factors.totp) && (
        <AuthenticatorApp totp={factors.totp} isRecommended={step === 'add_app'} onChange={load} />
      )}
      {factors.totp && (
        <RecoveryCodes left={factors.recovery_codes} isRecommended={step === 'make_codes'} onChange={load} />
      )}
      <Email user={user} isRecommended={step === 'verify_email'} />
    </>
  )
}
