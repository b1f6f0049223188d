import { ignore, isBrowserError } from '../../errors/ignore.ts'
import { showMessage } from '../../toasts/toasts.ts'
import { methodsTexts } from './texts.ts'

interface CopyButtonProps {
  text: string
  label: string
  onCopied?: () => void
}

export const CopyButton = ({ text, label, onCopied }: CopyButtonProps) => {
  const copy = () =>
    navigator.clipboard
      .writeText(text)
      .then(() => {
        showMessage(methodsTexts.value.isCopied)
        onCopied?.()
      })
      // The text is on the page, and can be selected.
      .catch(ignore(isBrowserError))
  return (
    <button type="button" class="button" onClick={() => void copy()}>
      {label}
    </button>
  )
}
