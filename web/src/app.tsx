import { useEffect } from 'preact/hooks'
import { onReconnect } from './connection/online.ts'
import { Emblem } from './design/emblem.tsx'
import { Problem } from './errors/problem.tsx'
import { LazyPage } from './page/lazy-page.tsx'
import { NotFoundPage } from './page/not-found-page.tsx'
import { pageTexts } from './page/texts.ts'
import { replaceHref, route } from './router/location.ts'
import { restoreSession, session, user } from './session/session.ts'
import { ShelfPage } from './shelf/shelf-page.tsx'
import { Shell } from './shell/shell.tsx'
import { SignInPage } from './sign-in/sign-in-page.tsx'

const importPage = () => import('./import/import-page.tsx').then(({ ImportPage }) => ImportPage)
const numbersPage = () => import('./numbers/numbers-page.tsx').then(({ NumbersPage }) => NumbersPage)
const adminPage = () => import('./admin/admin-page.tsx').then(({ AdminPage }) => AdminPage)
const accountPage = () => import('./account/account-page.tsx').then(({ AccountPage }) => AccountPage)

const signUpPage = () => import('./sign-in/sign-up-page.tsx').then(({ SignUpPage }) => SignUpPage)

/** Pages for everyone: mails lead to them. */
const pagesOfMails = {
  forgot: () => import('./recovery/forgot-page.tsx').then(({ ForgotPage }) => ForgotPage),
  verify: () => import('./recovery/verify-page.tsx').then(({ VerifyPage }) => VerifyPage),
  reset: () => import('./recovery/reset-page.tsx').then(({ ResetPage }) => ResetPage),
  'keep-factors': () =>
    import('./recovery/keep-factors-page.tsx').then(({ KeepFactorsPage }) => KeepFactorsPage),
}

const VisitorPage = ({ hasExpired }: { hasExpired: boolean }) => {
  const { page } = route.value
  switch (page) {
    case 'forgot':
    case 'verify':
    case 'reset':
    case 'keep-factors':
      return <LazyPage key={page} load={pagesOfMails[page]} />
    case 'sign-up':
      return <LazyPage key={page} load={signUpPage} />
    default:
      return <SignInPage key="sign-in" hasExpired={hasExpired} />
  }
}

const Page = () => {
  const here = route.value
  switch (here.page) {
    case 'shelf':
      return <ShelfPage query={here.query} dialog={here.dialog} />
    case 'import':
      return <LazyPage key="import" load={importPage} />
    case 'account':
      return <LazyPage key="account" load={accountPage} />
    case 'admin':
      return user.value?.role === 'admin' ? <LazyPage key="admin" load={adminPage} /> : <NotFoundPage />
    case 'sign-in':
    case 'sign-up':
      return <RedirectToShelf />
    case 'numbers':
      return <LazyPage key="numbers" load={numbersPage} />
    case 'forgot':
    case 'verify':
    case 'reset':
    case 'keep-factors':
      return <LazyPage key={here.page} load={pagesOfMails[here.page]} />
    case 'not-found':
      return <NotFoundPage />
  }
}

const RedirectToShelf = () => {
  useEffect(() => replaceHref('#/'), [])
  return null
}

const Unreachable = ({ error }: { error: unknown }) => {
  useEffect(() => onReconnect(restoreSession), [])
  return (
    <div class="centered-page">
      <Emblem />
      <h1>{pageTexts.value.unreachable}</h1>
      <Problem error={error} retry={restoreSession} />
    </div>
  )
}

/** A visitor signs in at the current address, and the page of that address follows. */
export const App = () => {
  const state = session.value
  switch (state.kind) {
    case 'restoring':
      return <Shell isSignedIn={false}>{null}</Shell>
    case 'unknown':
      return (
        <Shell isSignedIn={false}>
          <Unreachable error={state.error} />
        </Shell>
      )
    case 'signed-out':
      return (
        <Shell isSignedIn={false}>
          <VisitorPage hasExpired={state.hasExpired} />
        </Shell>
      )
    case 'signed-in':
      return (
        // Another reader, who signed in in another tab, begins with a new page.
        <Shell key={state.user.id} isSignedIn={true}>
          <Page />
        </Shell>
      )
  }
}
