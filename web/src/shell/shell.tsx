import type { ComponentChildren } from 'preact'
import { LazyHelp } from '../keys/lazy-help.tsx'
import { Notices } from '../toasts/notices.tsx'
import { Bar } from './bar.tsx'
import { BottomBar } from './bottom-bar.tsx'
import './shell.css'

/** A button and not a link, because the router would read `#main` as a route. */
const skip = () => {
  const main = document.querySelector<HTMLElement>('main')
  main?.focus()
  main?.scrollIntoView()
}

/** The frame of every page: skip button, navigation, offline banner and toasts. */
export const Shell = ({ isSignedIn, children }: { isSignedIn: boolean; children: ComponentChildren }) => (
  <>
    {isSignedIn && (
      <button type="button" class="skip button visually-hidden" onClick={skip}>
        Skip to the content
      </button>
    )}
    {isSignedIn && <Bar />}
    <main tabIndex={-1} class="main">
      {children}
    </main>
    {isSignedIn && <BottomBar />}
    {isSignedIn && <LazyHelp />}
    <Notices />
  </>
)
