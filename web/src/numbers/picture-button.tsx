import { NetworkError } from 'bookplate/client'
import { useState } from 'preact/hooks'
import { Dialog } from '../dialog/dialog.tsx'
import { Problem } from '../errors/problem.tsx'
import type { Stats } from './figures.ts'
import type { PictureDialog } from './picture/picture-dialog.tsx'
import { numbersTexts } from './texts.ts'

let loaded: typeof PictureDialog | undefined

type State = { kind: 'closed' | 'loading' | 'failed' } | { kind: 'open'; Picture: typeof PictureDialog }

/** Opens the picture of a year, whose script is loaded only then. */
export const PictureButton = ({ year, stats }: { year: number; stats: Stats }) => {
  const label = numbersTexts.value.picture
  const [state, setState] = useState<State>({ kind: 'closed' })
  const close = () => setState({ kind: 'closed' })
  const open = async () => {
    setState({ kind: 'loading' })
    try {
      loaded ??= (await import('./picture/picture-dialog.tsx')).PictureDialog
      setState({ kind: 'open', Picture: loaded })
    } catch {
      setState({ kind: 'failed' })
    }
  }
  return (
    <>
      <button
        type="button"
        class="button"
        aria-haspopup="dialog"
        aria-busy={state.kind === 'loading'}
        onClick={() => state.kind !== 'loading' && void open()}
      >
        {label}
      </button>
      {state.kind === 'open' && <state.Picture year={year} stats={stats} onClose={close} />}
      {state.kind === 'failed' && (
        // A browser may cache a failed import. A new deploy renames modules. Only a page load helps in both cases.
        <Dialog title={label} onClose={close}>
          <Problem error={new NetworkError()} retry={() => location.reload()} />
        </Dialog>
      )}
    </>
  )
}
