import { data } from 'bookplate/client'
import { useEffect, useState } from 'preact/hooks'
import { Problem } from '../../errors/problem.tsx'
import { momentText } from '../../i18n/format.ts'
import { api } from '../../session/session.ts'
import { activityTexts } from '../activity-texts.ts'

/** Warns the owner of a removal of all factors, and stops it. */
export const FactorRemoval = () => {
  const [dueAt, setDueAt] = useState<string>()
  const [error, setError] = useState<unknown>()
  const texts = activityTexts.value
  useEffect(() => {
    data(api.users['factor-removal'].$get()).then((removal) => setDueAt(removal?.due_at), setError)
  }, [])
  const stop = async () => {
    try {
      await api.users['factor-removal'].$delete()
      setDueAt(undefined)
    } catch (thrown) {
      setError(thrown)
    }
  }
  return (
    <div role="status" class={dueAt === undefined ? undefined : 'method-next'}>
      {error !== undefined && <Problem error={error} />}
      {dueAt !== undefined && (
        <>
          <p>
            <strong>{texts.removalPlanned(momentText(dueAt))}</strong>
          </p>
          <button type="button" class="button primary" onClick={() => void stop()}>
            {texts.removalStop}
          </button>
        </>
      )}
    </div>
  )
}
