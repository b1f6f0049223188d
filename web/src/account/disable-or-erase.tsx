import type { User } from 'bookplate/client'
import { useState } from 'preact/hooks'
import { DisableDialog } from './disable-dialog.tsx'
import { EraseDialog } from './erase-dialog.tsx'

export const DisableOrErase = ({ user }: { user: User }) => {
  const [open, setOpen] = useState<'disable' | 'erase'>()
  const close = () => setOpen(undefined)
  return (
    <>
      <div class="closing">
        <div>
          <h3>Disable the account</h3>
          <p>
            You will be signed out on every device, and your books will be hidden. Only the operator can undo
            this.
          </p>
        </div>
        <button type="button" class="button" onClick={() => setOpen('disable')}>
          Disable …
        </button>
      </div>
      <div class="closing">
        <div>
          <h3>Erase everything</h3>
          <p>Your account, your books and their covers will be deleted. Export your library first.</p>
        </div>
        <button type="button" class="button" onClick={() => setOpen('erase')}>
          Erase …
        </button>
      </div>
      {open === 'disable' && <DisableDialog onClose={close} />}
      {open === 'erase' && <EraseDialog user={user} onClose={close} />}
    </>
  )
}
