import { useEffect, useState } from 'preact/hooks'
import type { PasswordPolicy, PasswordProblem } from '../../../src/auth/passwords/policy.ts'
import { passwordShapeProblem } from '../../../src/auth/passwords/shape.ts'
import { Icon } from '../design/icon.tsx'
import { PasswordField } from './password-field.tsx'
import { formTexts } from './texts.ts'

const readPolicy = async (): Promise<PasswordPolicy> => {
  const [{ createPasswordPolicy }, list] = await Promise.all([
    import('../../../src/auth/passwords/policy.ts'),
    fetch('/common-passwords.json').then((response) => response.json()),
  ])
  return createPasswordPolicy(list)
}

let policyOfPage: PasswordPolicy | undefined

/** The rules of the service include a large dictionary, so they are loaded when a field gets the focus for the first time. */
const loadPolicy = async (): Promise<PasswordPolicy> => (policyOfPage ??= await readPolicy())

interface Rule {
  text: string
  /** `undefined` while it is not known. */
  isMet: boolean | undefined
}

/** @param isOwnerKnown without an owner the page cannot promise the rule about the name and the email */
const rulesFor = (
  password: string,
  problem: PasswordProblem | undefined,
  isPolicyLoaded: boolean,
  isOwnerKnown: boolean,
): Rule[] => {
  const isLengthGood = password !== '' && problem !== 'too_short' && problem !== 'too_long'
  const isShapeGood = isLengthGood && problem !== 'missing_classes'
  const { tooLong, length, shape, notPersonal, notCommon, notCommonAlone, notOfOwner } = formTexts.value
  return [
    {
      text: problem === 'too_long' ? tooLong : length,
      isMet: password === '' ? undefined : isLengthGood,
    },
    {
      text: shape,
      isMet: isLengthGood ? isShapeGood : undefined,
    },
    {
      text: problem === 'personal' ? notPersonal : isOwnerKnown ? notCommon : notCommonAlone,
      isMet: isShapeGood && isPolicyLoaded ? problem === undefined : undefined,
    },
    ...(isOwnerKnown ? [] : [{ text: notOfOwner, isMet: undefined }]),
  ]
}

const RuleLine = ({ text, isMet }: Rule) => (
  <li class={isMet ? 'met' : undefined}>
    <Icon name={isMet ? 'check' : 'dot'} />
    <span>
      {text}
      {isMet && <span class="visually-hidden">{formTexts.value.done}</span>}
    </span>
  </li>
)

const unknownOwner = { name: '', email: '' }

interface NewPasswordFieldProps {
  label: string
  name: string
  /** The password must not be built from these. Absent where the page does not know them: the service checks it then. */
  owner?: { name: string; email: string }
  issue?: string | undefined
}

/** The field of a new password. It shows the rules of the service and marks those that are met. */
export const NewPasswordField = ({ label, name, owner, issue }: NewPasswordFieldProps) => {
  const [password, setPassword] = useState('')
  const [policy, setPolicy] = useState<PasswordPolicy>()
  const [problem, setProblem] = useState<PasswordProblem>()

  useEffect(() => {
    setProblem(policy ? policy.problemOf(password, owner ?? unknownOwner) : passwordShapeProblem(password))
  }, [policy, password, owner])

  return (
    <PasswordField
      label={label}
      name={name}
      autocomplete="new-password"
      issue={issue}
      // If the dictionary does not load, the service reports the problem when the form is sent.
      onFocus={() => void loadPolicy().then(setPolicy, () => undefined)}
      onInput={setPassword}
      hint={
        <ul class="rules" aria-label={formTexts.value.passwordRules}>
          {rulesFor(password, problem, policy !== undefined, owner !== undefined).map((rule) => (
            <RuleLine key={rule.text} {...rule} />
          ))}
        </ul>
      }
    />
  )
}
