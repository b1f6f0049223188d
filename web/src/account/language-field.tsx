import { useState } from 'preact/hooks'
import { Field } from '../forms/field.tsx'
import { browserLanguage, type Language, languages, readChoice } from '../i18n/language.ts'
import { chooseLanguage } from '../i18n/texts.ts'
import { accountTexts } from './texts.ts'

const names = Object.entries(languages) as [Language, string][]

/** The language of the app in this browser. Each name is in its own language, for a reader who knows no other. */
export const LanguageField = () => {
  const [hasFailed, setHasFailed] = useState(false)
  const [choice, setChoice] = useState(readChoice)
  const texts = accountTexts.value.language
  const choose = async (text: string) => {
    const wanted = names.find(([language]) => language === text)?.[0]
    setHasFailed(false)
    try {
      await chooseLanguage(wanted)
      setChoice(wanted)
    } catch {
      setHasFailed(true)
    }
  }
  return (
    <Field label={texts.label} hint={texts.hint} issue={hasFailed ? texts.failed : undefined}>
      {(control) => (
        <select
          {...control}
          class="input"
          value={choice ?? ''}
          onChange={({ currentTarget }) => {
            void choose(currentTarget.value)
            // The new language is shown when its texts are there.
            currentTarget.value = choice ?? ''
          }}
        >
          <option value="">{texts.browser(languages[browserLanguage()])}</option>
          {names.map(([language, name]) => (
            <option key={language} value={language} lang={language}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
