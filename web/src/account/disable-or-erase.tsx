import type { User } from 'bookplate/client'
import { useState } from 'preact/hooks'
import { DisableDialog } from './disable-dialog.tsx'
import { EraseDialog } from './erase-dialog.tsx'
import { accountTexts } from './texts.ts'

export const DisableOrErase = ({ user }: { user: User }) => {
  const [open, setOpen] = useState<'disable' | 'erase'>()
  const close = () => setOpen(undefined)
  const texts = accountTexts.value.close
  return (
    <>
      <div class="closing">
        <div>
          <h3>{texts.disable}</h3>
          <p>{texts.disableHint}</p>
        </div>
        <button type="button" class="button" onClick={() => setOpen('disable')}>
          {texts.disableButton}
        </button>
      </div>
      <div class="closing">
        <div>
          <h3>{texts.erase}</h3>
          <p>{texts.eraseHint}</p>
        </div>
        <button type="button" class="button" onClick={() => setOpen('erase')}>
          {texts.eraseButton}
        </button>
      </div>
      {open === 'disable' && <DisableDialog onClose={close} />}
      {open === 'erase' && <EraseDialog user={user} onClose={close} />}
    </>
  )
}
