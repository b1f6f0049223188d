// First, because it says in which order the layers of all style sheets count.
import './design/design.css'
import { render } from 'preact'
import { App } from './app.tsx'
import { restoreSession } from './session/session.ts'

const root = document.getElementById('app')
if (root) render(<App />, root)
void restoreSession()
