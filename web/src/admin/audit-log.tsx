import { useEffect, useRef } from 'preact/hooks'
import { Problem } from '../errors/problem.tsx'
import { momentText } from '../i18n/format.ts'
import { useRows } from '../page/use-rows.ts'
import { type AuditEntry, type Role, readAuditLog } from './read.ts'
import { adminTexts } from './texts.ts'

const isRole = (text: string | undefined): text is Role => text === 'admin' || text === 'reader'

/** The email tells users with one name apart. An account that is erased has its id only. */
const nameOf = (person: AuditEntry['user'], id: string): string =>
  person ? `${person.name} (${person.email})` : adminTexts.value.audit.erased(id)

const EntryLine = ({ entry }: { entry: AuditEntry }) => {
  const { audit: texts, roles } = adminTexts.value
  const { role } = entry.details
  return (
    <li class="admin-entry">
      <p>
        {texts.actions[entry.action]}
        {isRole(role) && `: ${roles[role]}`}
        {' · '}
        <bdi>{nameOf(entry.user, entry.user_id)}</bdi>
      </p>
      <p class="admin-marks">
        <time dateTime={entry.created_at}>{momentText(entry.created_at)}</time>{' '}
        {texts.by(entry.admin_id === null ? texts.commandLine : nameOf(entry.admin, entry.admin_id))}
      </p>
    </li>
  )
}

/** @param changes the number of actions of this page: another number reads the log again */
export const AuditLog = ({ changes }: { changes: number }) => {
  const { rows, error, retry, reload, more } = useRows(readAuditLogFrom)
  const shown = useRef(changes)
  useEffect(() => {
    if (shown.current !== changes) reload()
    shown.current = changes
  }, [changes, reload])
  const { loading, audit: texts } = adminTexts.value
  return (
    <>
      <p role="status">{rows ? rows.length === 0 && texts.none : error === undefined && loading}</p>
      {rows && (
        <ul class="admin-users">
          {rows.map((entry) => (
            <EntryLine key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      {error !== undefined && <Problem error={error} retry={retry} />}
      {more && error === undefined && (
        <button type="button" class="button" onClick={more}>
          {texts.more}
        </button>
      )}
    </>
  )
}

const readAuditLogFrom = (cursor: string | undefined) => readAuditLog({ cursor })
