import { NetworkError } from 'bookplate/client'
import type { FunctionComponent } from 'preact'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { onReconnect } from '../connection/online.ts'
import { Problem } from '../errors/problem.tsx'
import { pageTexts } from './texts.ts'

type LoadState = { kind: 'loading' } | { kind: 'failed' } | { kind: 'loaded'; Component: FunctionComponent }

/** A page whose script is loaded on the first visit. */
export const LazyPage = ({ load }: { load: () => Promise<FunctionComponent> }) => {
  const [state, setState] = useState<LoadState>({ kind: 'loading' })
  const start = useCallback(() => {
    load().then(
      (Component) => setState({ kind: 'loaded', Component }),
      () => setState({ kind: 'failed' }),
    )
  }, [load])
  useEffect(start, [start])
  useEffect(() => (state.kind === 'failed' ? onReconnect(start) : undefined), [state, start])

  if (state.kind === 'loaded') return <state.Component />
  // A browser may cache a failed import. A new deploy renames modules. Only a page load helps in both cases.
  if (state.kind === 'failed') return <Problem error={new NetworkError()} retry={() => location.reload()} />
  return <p class="visually-hidden">{pageTexts.value.loading}</p>
}
