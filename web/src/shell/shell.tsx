import type { ComponentChildren } from 'preact'
import { OfflineBanner } from '../connection/offline-banner.tsx'
import { ToastList } from '../toasts/toast-list.tsx'
import { Header } from './header.tsx'
import './shell.css'

/** Not a link: `#main` would be a route. */
const skip = () => {
  const main = document.querySelector<HTMLElement>('main')
  main?.focus()
  main?.scrollIntoView()
}

/** What is around every page: the way past the navigation, the navigation, what is said from time to time. */
export const Shell = ({ isSignedIn, children }: { isSignedIn: boolean; children: ComponentChildren }) => (
  <>
    {isSignedIn && (
      <button type="button" class="skip button visually-hidden" onClick={skip}>
        Skip to the content
      </button>
    )}
    <OfflineBanner />
    {isSignedIn && <Header />}
    <main tabIndex={-1} class={isSignedIn ? 'main' : 'main plain'}>
      {children}
    </main>
    <ToastList />
  </>
)
