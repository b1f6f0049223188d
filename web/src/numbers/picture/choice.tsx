interface ChoiceProps<Value extends string> {
  legend: string
  /** Each value and its name. */
  names: Readonly<Record<Value, string>>
  value: Value
  onChange: (value: Value) => void
}

/** One of a few values. */
export const Choice = <Value extends string>({ legend, names, value, onChange }: ChoiceProps<Value>) => (
  <fieldset class="field picture-choice">
    <legend>{legend}</legend>
    {(Object.keys(names) as Value[]).map((one) => (
      <label key={one} class="check-line">
        <input type="radio" name={legend} checked={one === value} onChange={() => onChange(one)} />
        {names[one]}
      </label>
    ))}
  </fieldset>
)

interface TickProps {
  isOn: boolean
  onChange: (isOn: boolean) => void
  label: string
}

export const Tick = ({ isOn, onChange, label }: TickProps) => (
  <label class="check-line">
    <input type="checkbox" checked={isOn} onChange={({ currentTarget }) => onChange(currentTarget.checked)} />
    <bdi>{label}</bdi>
  </label>
)
