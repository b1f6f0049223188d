import { data, type Session } from 'bookplate/client'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { onReconnect } from '../connection/online.ts'
import { deleteDraftsOfTab } from '../drafts/drafts.ts'
import { hasCode } from '../errors/messages.ts'
import { Problem } from '../errors/problem.tsx'
import { momentText } from '../i18n/format.ts'
import { replaceHrefOf } from '../router/location.ts'
import { api, signOut, user } from '../session/session.ts'
import { showMessage } from '../toasts/toasts.ts'
import { accountTexts } from './texts.ts'

const useSessions = () => {
  const [sessions, setSessions] = useState<Session[]>()
  const [error, setError] = useState<unknown>()
  const load = useCallback(() => {
    setError(undefined)
    data(api.users.sessions.$get()).then(setSessions, setError)
  }, [])
  useEffect(load, [load])
  useEffect(() => (error === undefined ? undefined : onReconnect(load)), [error, load])
  const forget = (id: string) => setSessions((all) => all?.filter((session) => session.id !== id))
  return { sessions, error, load, forget, setError }
}

interface SessionLineProps {
  session: Session
  onEnded: () => void
  onError: (error: unknown) => void
}

const SessionLine = ({ session, onEnded, onError }: SessionLineProps) => {
  const [busy, setBusy] = useState(false)
  const texts = accountTexts.value.sessions
  const name = session.device ?? texts.unknownDevice
  const isSignedIn = session.signed_in !== false
  const lastUsed = momentText(session.last_used_at)
  const end = async () => {
    if (busy) return
    setBusy(true)
    try {
      await api.users.sessions[':id'].$delete({ param: { id: session.id } })
      showMessage(isSignedIn ? texts.isEnded(name) : texts.isTrustEnded(name))
      onEnded()
    } catch (error) {
      if (hasCode(error, 'session_not_found')) onEnded()
      else onError(error)
      setBusy(false)
    }
  }
  return (
    <li class="session">
      <div>
        <p class="session-device">
          {name}
          {session.current && <strong class="session-here">{texts.here}</strong>}
        </p>
        <p class="session-times">
          {isSignedIn ? (
            <>
              {texts.lastUsed} <time dateTime={session.last_used_at}>{lastUsed}</time>, {texts.signedIn}{' '}
              <time dateTime={session.created_at}>{momentText(session.created_at)}</time>
            </>
          ) : (
            texts.signedOut
          )}
        </p>
        {session.trusted_until !== undefined && (
          <p class="session-times">{texts.trustedUntil(momentText(session.trusted_until))}</p>
        )}
        {session.bound && <p class="session-times">{texts.bound}</p>}
      </div>
      {!session.current && (
        <button
          type="button"
          class="button"
          aria-disabled={busy}
          aria-label={isSignedIn ? texts.endOf(name, lastUsed) : texts.endTrustOf(name)}
          onClick={() => void end()}
        >
          {busy ? texts.ending : isSignedIn ? texts.end : texts.endTrust}
        </button>
      )}
    </li>
  )
}

export const Sessions = () => {
  const { sessions, error, load, forget, setError } = useSessions()
  const endAll = async () => {
    try {
      const reader = user.peek()
      const from = location.hash
      await api.users.sessions.$delete()
      if (reader) await deleteDraftsOfTab(reader.id)
      await signOut()
      if (!user.peek()) replaceHrefOf(from, '#/sign-in')
    } catch (thrown) {
      setError(thrown)
    }
  }
  return (
    <>
      {error !== undefined && <Problem error={error} retry={load} />}
      {!sessions && error === undefined && <p role="status">{accountTexts.value.loading}</p>}
      {sessions && (
        <ul class="sessions">
          {sessions.map((session) => (
            <SessionLine
              key={session.id}
              session={session}
              onEnded={() => forget(session.id)}
              onError={setError}
            />
          ))}
        </ul>
      )}
      {sessions && sessions.length > 1 && (
        <button type="button" class="button" onClick={() => void endAll()}>
          {accountTexts.value.sessions.endAll}
        </button>
      )}
    </>
  )
}
