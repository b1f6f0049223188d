import type { ComponentChildren } from 'preact'
import { LazyHelp } from '../keys/lazy-help.tsx'
import { ProofHost } from '../proof/host.tsx'
import { route } from '../router/location.ts'
import { Notices } from '../toasts/notices.tsx'
import { Bar } from './bar.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { shellTexts } from './texts.ts'
import './shell.css'

/** A button and not a link, because the router would read `#main` as a route. */
const skip = () => {
  const target = document.querySelector<HTMLElement>('.shelf-books') ?? document.querySelector('main')
  target?.focus()
  target?.scrollIntoView()
}

const SkipButton = () => {
  const { skip: toContent, skipToBooks } = shellTexts.value
  return (
    <button type="button" class="skip button visually-hidden" onClick={skip}>
      {route.value.page === 'shelf' ? skipToBooks : toContent}
    </button>
  )
}

/** The frame of every page: skip button, navigation, offline banner and toasts. */
export const Shell = ({ isSignedIn, children }: { isSignedIn: boolean; children: ComponentChildren }) => (
  <>
    {isSignedIn && <SkipButton />}
    {isSignedIn && <Bar />}
    <main tabIndex={-1} class="main">
      {children}
    </main>
    {isSignedIn && <BottomBar />}
    {isSignedIn && <LazyHelp />}
    {isSignedIn && <ProofHost />}
    <Notices />
  </>
)
