import { areKeysOn } from './setting.ts'
import { keyTexts } from './texts.ts'

/** The switch for all single keys. */
export const KeysField = () => (
  <label class="check-line">
    <input
      type="checkbox"
      checked={areKeysOn.value}
      onChange={({ currentTarget }) => {
        areKeysOn.value = currentTarget.checked
      }}
    />
    {keyTexts.value.use}
  </label>
)
