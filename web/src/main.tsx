// This must be the first import, because it sets the order of the CSS layers.
import './design/design.css'
import { render } from 'preact'
import { App } from './app.tsx'
import { keepFocus } from './design/keep-focus.ts'
import { startLanguage } from './i18n/texts.ts'
import { startKeys } from './keys/shortcuts.ts'
import { followOtherTabs } from './library/other-tabs.ts'
import { restoreSession } from './session/session.ts'
import { ErrorBoundary } from './shell/error-boundary.tsx'
import { watchVersions } from './shell/new-version.ts'
import { followReader } from './shell/toasts-of-reader.ts'

const start = async () => {
  await startLanguage({ de: () => import('./german/german.ts').then(({ german }) => german) })
  keepFocus()
  followReader()
  followOtherTabs()
  const root = document.getElementById('app')
  if (root) {
    render(
      <ErrorBoundary>
        <App />
      </ErrorBoundary>,
      root,
    )
  }
  watchVersions()
  startKeys()
}

void restoreSession()
// No await at the top level: the file of the German texts imports this one, and would wait for it.
void start()
