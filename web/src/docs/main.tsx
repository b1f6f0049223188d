// First, because it sets the order of the layers of all style sheets.
import '../design/design.css'
import './docs.css'
import { effect, signal } from '@preact/signals'
import { render } from 'preact'
import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle'
import { Emblem } from '../design/emblem.tsx'
import { nameControls } from './accessible.ts'
import { codeSamples } from './code-samples.ts'
import { operations } from './operations.ts'
import { parameters } from './parameters.ts'
import { responses } from './responses.ts'
import { SignIn } from './sign-in.tsx'
import { bearerToken, checkToken } from './token.ts'

const byId = (id: string) => document.getElementById(id) as HTMLElement

render(
  <>
    <a class="wordmark" href="/" aria-label="Bookplate, to the web app">
      <Emblem />
    </a>
    <SignIn />
  </>,
  byId('header'),
)

const root = byId('docs')
nameControls(root)
const isLoaded = signal(false)

const ui = SwaggerUI({
  domNode: root,
  url: '/openapi.json',
  layout: 'DocsLayout',
  // It would send the document to a public service.
  validatorUrl: null,
  // Every script of this origin can read the browser's storage.
  persistAuthorization: false,
  deepLinking: true,
  filter: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
  // Its colours are styles of each word, which no style sheet can make dark.
  syntaxHighlight: false,
  plugins: [operations, parameters, responses, codeSamples],
  onComplete: () => {
    isLoaded.value = true
  },
  responseInterceptor: (response) => {
    if (response.status === 401) void checkToken()
    return response
  },
})

effect(() => {
  if (!isLoaded.value) return
  if (bearerToken.value !== undefined) ui.preauthorizeApiKey('bearer', bearerToken.value)
  // Its reducer fails when no token was set before.
  else if (ui.authSelectors.authorized()?.has('bearer')) ui.authActions.logout(['bearer'])
})
