import type { TargetedInputEvent } from 'preact'
import type { Draft } from '../../library/draft.ts'

/** The props of each part of the form. */
export interface FormFields {
  draft: Draft
  set: (changes: Partial<Draft>) => void
  /** The error message for a path, such as `title` or `readings.1.finished_on`. */
  issue: (path: string) => string | undefined
}

type TextName = { [Name in keyof Draft]: Draft[Name] extends string ? Name : never }[keyof Draft]

/** The props of a text field for one value of the draft. */
export const textProps = ({ draft, set, issue }: FormFields, name: TextName) => ({
  name,
  value: draft[name],
  issue: issue(name),
  autocomplete: 'off' as const,
  onInput: ({ currentTarget }: TargetedInputEvent<HTMLInputElement | HTMLTextAreaElement>) =>
    set({ [name]: currentTarget.value }),
})

/** A keyboard with digits on phones. `type=number` would lose text that is not a number. */
export const numeric = { inputMode: 'numeric' } as const
export const decimal = { inputMode: 'decimal' } as const

/** `maxlength` counts UTF-16 units, the service counts code points. */
export const maxLength = (codePoints: number) => ({ maxLength: 2 * codePoints })
