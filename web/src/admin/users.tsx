import { useCallback, useState } from 'preact/hooks'
import { maxEmailLength } from '../../../src/users/limits.ts'
import { Problem } from '../errors/problem.tsx'
import { Field } from '../forms/field.tsx'
import { dateText } from '../i18n/format.ts'
import { useRows } from '../page/use-rows.ts'
import { user } from '../session/session.ts'
import { type ManagedUser, readUsers } from './read.ts'
import { adminTexts } from './texts.ts'
import { UserActions } from './user-actions.tsx'

const marksOf = (person: ManagedUser): string[] => {
  const { roles, users: texts } = adminTexts.value
  return [
    roles[person.role],
    ...(person.id === user.value?.id ? [texts.you] : []),
    ...(person.active ? [] : [texts.isDisabled]),
    ...(person.email_verified ? [] : [texts.isUnconfirmed]),
    ...(person.has_second_factor ? [texts.hasFactor] : []),
    texts.joined(dateText(person.created_at)),
  ]
}

interface UserLineProps {
  person: ManagedUser
  onChange: (changed: ManagedUser) => void
}

const UserLine = ({ person, onChange }: UserLineProps) => (
  <li class="admin-user">
    <p class="admin-name">
      <bdi>{person.name}</bdi>
    </p>
    <p class="admin-email">
      <bdi>{person.email}</bdi>
    </p>
    <p class="admin-marks">{marksOf(person).join(' · ')}</p>
    <details>
      <summary>{adminTexts.value.users.manage(person.name)}</summary>
      <UserActions person={person} onChange={onChange} />
    </details>
  </li>
)

const Search = ({ onSearch }: { onSearch: (q: string) => void }) => {
  const texts = adminTexts.value.users
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault()
    onSearch(String(new FormData(event.currentTarget).get('q') ?? '').trim())
  }
  return (
    <search>
      <form class="admin-search" onSubmit={submit}>
        <Field label={texts.search}>
          {(control) => (
            <input
              {...control}
              class="input"
              type="search"
              name="q"
              dir="auto"
              maxLength={maxEmailLength}
              autocomplete="off"
              spellcheck={false}
              enterkeyhint="search"
            />
          )}
        </Field>
        <button type="submit" class="button">
          {texts.searchButton}
        </button>
      </form>
    </search>
  )
}

/** @param onChanged called after an action that the log of actions has */
export const Users = ({ onChanged }: { onChanged: () => void }) => {
  const [q, setQ] = useState('')
  const read = useCallback((cursor: string | undefined) => readUsers({ q, cursor }), [q])
  const { rows, setRows, error, retry, more } = useRows(read)
  const { loading, users: texts } = adminTexts.value
  const replace = (changed: ManagedUser) => {
    setRows((all) => all?.map((one) => (one.id === changed.id ? changed : one)))
    onChanged()
  }
  return (
    <>
      <Search onSearch={setQ} />
      <p role="status">{rows ? rows.length === 0 && texts.none : error === undefined && loading}</p>
      {rows && (
        <ul class="admin-users">
          {rows.map((person) => (
            <UserLine key={person.id} person={person} onChange={replace} />
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
