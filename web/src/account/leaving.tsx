import type { User } from 'bookplate/client'
import { useState } from 'preact/hooks'
import { DisableDialog } from './disable-dialog.tsx'
import { EraseDialog } from './erase-dialog.tsx'

export const Leaving = ({ user }: { user: User }) => {
  const [open, setOpen] = useState<'disable' | 'erase'>()
  const close = () => setOpen(undefined)
  return (
    <>
      <div class="leaving">
        <div>
          <h3>Disable the account</h3>
          <p>
            You are signed out everywhere, and nobody finds your books. Only an admin can enable it again.
          </p>
        </div>
        <button type="button" class="button" onClick={() => setOpen('disable')}>
          Disable …
        </button>
      </div>
      <div class="leaving">
        <div>
          <h3>Erase everything</h3>
          <p>Your account, your books and their covers are gone for good. Export your library first.</p>
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
