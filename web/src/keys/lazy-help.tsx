import { useSignalEffect } from '@preact/signals'
import type { FunctionComponent } from 'preact'
import { useState } from 'preact/hooks'
import { isHelpShown } from './shortcuts.ts'

/** The list of keys, loaded when it is asked for. */
export const LazyHelp = () => {
  const [Help, setHelp] = useState<FunctionComponent>()
  useSignalEffect(() => {
    if (!isHelpShown.value) return
    import('./help.tsx').then(
      ({ KeysHelp }) => setHelp(() => KeysHelp),
      () => {
        isHelpShown.value = false
      },
    )
  })
  return isHelpShown.value && Help ? <Help /> : null
}
