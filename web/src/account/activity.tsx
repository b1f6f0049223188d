import { useCallback, useEffect, useState } from 'preact/hooks'
import { onReconnect } from '../connection/online.ts'
import { Problem } from '../errors/problem.tsx'
import { momentText, number } from '../i18n/format.ts'
import { api } from '../session/session.ts'
import { activityTexts } from './activity-texts.ts'

const rowsPerPage = '10'

const readPage = async (cursor: string | undefined) => {
  const query = { limit: rowsPerPage, ...(cursor !== undefined && { cursor }) }
  const response = await api.users['security-events'].$get({ query })
  const { data: events, page } = await response.json()
  return { events, next: page.next ?? undefined }
}

type SecurityEvent = Awaited<ReturnType<typeof readPage>>['events'][number]

const EventLine = ({ event }: { event: SecurityEvent }) => {
  const texts = activityTexts.value
  return (
    <li class="activity-event">
      <div>
        <p class="activity-kind">
          {texts.kinds[event.kind]}
          {event.details.name !== undefined && <bdi> “{event.details.name}”</bdi>}
          {event.count > 1 && `, ${texts.times(number(event.count))}`}
        </p>
        <p class="activity-time">
          <time dateTime={event.created_at}>{momentText(event.created_at)}</time>
          {event.device !== null && <bdi> · {event.device}</bdi>}
        </p>
      </div>
    </li>
  )
}

/** The recent events of an account, for its owner. */
export const Activity = () => {
  const [events, setEvents] = useState<SecurityEvent[]>()
  const [next, setNext] = useState<string>()
  const [error, setError] = useState<unknown>()
  const texts = activityTexts.value

  const load = useCallback((cursor?: string) => {
    setError(undefined)
    readPage(cursor).then((page) => {
      setEvents((shown) => (cursor === undefined ? page.events : [...(shown ?? []), ...page.events]))
      setNext(page.next)
    }, setError)
  }, [])
  const retry = useCallback(() => load(next), [load, next])
  useEffect(() => load(), [load])
  useEffect(() => (error === undefined ? undefined : onReconnect(retry)), [error, retry])

  return (
    <>
      <p>{texts.hint}</p>
      {events === undefined && error === undefined && <p role="status">{texts.loading}</p>}
      {events && (
        <ul class="activity-events">
          {events.map((event) => (
            <EventLine key={event.id} event={event} />
          ))}
        </ul>
      )}
      {error !== undefined && <Problem error={error} retry={retry} />}
      {next !== undefined && (
        <button type="button" class="button" onClick={() => load(next)}>
          {texts.more}
        </button>
      )}
    </>
  )
}
