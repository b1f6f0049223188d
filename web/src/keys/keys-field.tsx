import { areKeysOn } from './setting.ts'
import { keyTexts } from './texts.ts'
import './keys.css'

/** The switch for all single keys. */
export const KeysField = () => (
  <label class="keys-field">
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
