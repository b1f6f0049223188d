import { Dialog } from '../dialog/dialog.tsx'
import { KeysField } from './keys-field.tsx'
import { isHelpShown } from './shortcuts.ts'
import { keyTexts } from './texts.ts'
import './keys.css'

const close = () => {
  isHelpShown.value = false
}

/** The keys and what they do. */
export const KeysHelp = () => {
  const { title, keys } = keyTexts.value
  return (
    <Dialog title={title} onClose={close}>
      <dl class="keys">
        {keys.map(([names, text]) => (
          <div key={text}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <KeysField />
    </Dialog>
  )
}
