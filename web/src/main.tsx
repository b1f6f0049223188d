// This must be the first import, because it sets the order of the CSS layers.
import './design/design.css'
import { render } from 'preact'
import { App } from './app.tsx'
import { restoreSession } from './session/session.ts'
import { ErrorBoundary } from './shell/error-boundary.tsx'

const root = document.getElementById('app')
if (root) {
  render(
    <ErrorBoundary>
      <App />
    </ErrorBoundary>,
    root,
  )
}
void restoreSession()
