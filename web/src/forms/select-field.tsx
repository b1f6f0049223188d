import { Field, type FieldProps } from './field.tsx'

type SelectFieldProps<Value extends string> = FieldProps & {
  name: string
  /** `null` for the first option, which stands for no value. */
  value: Value | null
  /** The text of the first option. */
  none: string
  options: readonly (readonly [value: Value, text: string])[]
  onChange: (value: Value | null) => void
}

/** A choice of one value or none. */
export const SelectField = <Value extends string>(props: SelectFieldProps<Value>) => {
  const { name, value, none, options, onChange, ...field } = props
  return (
    <Field {...field}>
      {(control) => (
        <select
          {...control}
          class="input"
          name={name}
          value={value ?? ''}
          onChange={({ currentTarget }) =>
            onChange(options.find(([option]) => option === currentTarget.value)?.[0] ?? null)
          }
        >
          <option value="">{none}</option>
          {options.map(([option, text]) => (
            <option key={option} value={option}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
