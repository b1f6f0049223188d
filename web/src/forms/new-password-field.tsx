import { useEffect, useState } from 'preact/hooks'
import { passwordShapeProblem } from '../../../src/auth/passwords/shape.ts'
import { Icon } from '../design/icon.tsx'
import { limits } from '../limits.ts'
import { PasswordField } from './password-field.tsx'

type Policy = typeof import('../../../src/auth/passwords/policy.ts')
type Problem = ReturnType<Policy['passwordProblem']>

/** The service's own rules come with a dictionary, so they are fetched when somebody begins to choose a password. */
const loadPolicy = (): Promise<Policy> => import('../../../src/auth/passwords/policy.ts')

interface Rule {
  text: string
  /** Undefined as long as it cannot be told. */
  isMet: boolean | undefined
}

const rulesFor = (password: string, problem: Problem, isPolicyLoaded: boolean): Rule[] => {
  const isLengthGood = password !== '' && problem !== 'too_short' && problem !== 'too_long'
  const isShapeGood = isLengthGood && problem !== 'missing_classes'
  return [
    {
      text:
        problem === 'too_long'
          ? `${limits.maxPasswordLength} characters at the most`
          : `${limits.minPasswordLength} characters or more`,
      isMet: password === '' ? undefined : isLengthGood,
    },
    {
      text: `${limits.longPasswordLength} or more of any kind, or upper case, lower case, a digit and a special character`,
      isMet: isLengthGood ? isShapeGood : undefined,
    },
    {
      text:
        problem === 'personal'
          ? 'Not built from your name, your email or “Bookplate”'
          : 'Hard to guess: no well-known password, not your name',
      isMet: isShapeGood && isPolicyLoaded ? problem === undefined : undefined,
    },
  ]
}

const RuleLine = ({ text, isMet }: Rule) => (
  <li class={isMet ? 'met' : undefined}>
    <Icon name={isMet ? 'check' : 'dot'} />
    <span>
      {text}
      {isMet && <span class="visually-hidden">: done</span>}
    </span>
  </li>
)

interface NewPasswordFieldProps {
  label: string
  name: string
  /** Whose it will be: it must not be built from this. */
  owner: { name: string; email: string }
  issue?: string | undefined
}

/** A password to be, with the service's rules, ticked off while it is typed. */
export const NewPasswordField = ({ label, name, owner, issue }: NewPasswordFieldProps) => {
  const [password, setPassword] = useState('')
  const [policy, setPolicy] = useState<Policy>()
  const [problem, setProblem] = useState<Problem>()

  useEffect(() => {
    setProblem(policy ? policy.passwordProblem(password, owner) : passwordShapeProblem(password))
  }, [policy, password, owner])

  return (
    <PasswordField
      label={label}
      name={name}
      autocomplete="new-password"
      issue={issue}
      // Without the dictionary the service still says what is wrong, only later.
      onFocus={() => void loadPolicy().then(setPolicy, () => undefined)}
      onInput={setPassword}
      hint={
        <ul class="rules" aria-label="What a password needs">
          {rulesFor(password, problem, policy !== undefined).map((rule) => (
            <RuleLine key={rule.text} {...rule} />
          ))}
        </ul>
      }
    />
  )
}
