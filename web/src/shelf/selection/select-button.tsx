import { Icon } from '../../design/icon.tsx'
import { leaveSelection } from './leave-selection.ts'
import { beginSelection, selection } from './selection.ts'
import { selectionTexts } from './texts.ts'

/** Begins a selection for readers without a mouse, and ends it. */
export const SelectButton = () => (
  <button
    type="button"
    class="icon-button"
    aria-label={selectionTexts.value.start}
    aria-pressed={selection.isOn}
    onClick={() => {
      if (selection.isOn) leaveSelection()
      else beginSelection()
    }}
  >
    <Icon name="select" />
  </button>
)
