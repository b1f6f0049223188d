import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import { isAborted } from '../errors/messages.ts'
import { Problem } from '../errors/problem.tsx'
import { momentText } from '../i18n/format.ts'
import { isMailConfigured } from '../session/mail.ts'
import { showMessage } from '../toasts/toasts.ts'
import { changeUser, endSessions, removeFactors } from './changes.ts'
import type { ManagedUser } from './read.ts'
import { adminTexts } from './texts.ts'

type Run = (change: () => Promise<ManagedUser>, message?: string) => Promise<void>

interface ActionProps {
  label: string
  hint?: ComponentChildren
  busy: boolean
  onClick: () => void
}

const Action = ({ label, hint, busy, onClick }: ActionProps) => {
  const id = useId()
  return (
    <div class="admin-action">
      <button
        type="button"
        class="button"
        aria-disabled={busy}
        aria-describedby={hint === undefined ? undefined : id}
        onClick={onClick}
      >
        {label}
      </button>
      {hint !== undefined && (
        <p class="hint" id={id}>
          {hint}
        </p>
      )}
    </div>
  )
}

const RoleAction = ({ person, run, busy }: { person: ManagedUser; run: Run; busy: boolean }) => {
  const texts = adminTexts.value.change
  const isAdmin = person.role === 'admin'
  const change = () =>
    run(
      () => changeUser(person, { role: isAdmin ? 'reader' : 'admin' }),
      isAdmin ? texts.isReader(person.name) : texts.isAdmin(person.name),
    )
  return (
    <Action label={isAdmin ? texts.makeReader : texts.makeAdmin} busy={busy} onClick={() => void change()} />
  )
}

const AccountAction = ({ person, run, busy }: { person: ManagedUser; run: Run; busy: boolean }) => {
  const texts = adminTexts.value.change
  const { active, name } = person
  const change = () =>
    run(
      () => changeUser(person, { active: !active }),
      active ? texts.isDisabled(name) : texts.isEnabled(name),
    )
  return (
    <Action
      label={active ? texts.disable : texts.enable}
      hint={active ? texts.disableHint : undefined}
      busy={busy}
      onClick={() => void change()}
    />
  )
}

interface UserActionsProps {
  person: ManagedUser
  onChange: (changed: ManagedUser) => void
}

/** The changes that an admin can make to a user. */
export const UserActions = ({ person, onChange }: UserActionsProps) => {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const texts = adminTexts.value.change
  const run: Run = async (change, message) => {
    if (busy) return
    setBusy(true)
    setError(undefined)
    try {
      onChange(await change())
      if (message !== undefined) showMessage(message)
    } catch (thrown) {
      if (!isAborted(thrown)) setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  const { factor_removal: removal } = person
  return (
    <div class="admin-actions">
      {error !== undefined && <Problem error={error} />}
      <RoleAction person={person} run={run} busy={busy} />
      <AccountAction person={person} run={run} busy={busy} />
      {person.active && (
        <Action
          label={texts.endSessions}
          busy={busy}
          onClick={() => void run(() => endSessions(person), texts.isSignedOut(person.name))}
        />
      )}
      {person.has_second_factor && !removal && (
        <Action
          label={texts.removeFactors}
          hint={`${texts.removeFactorsHint} ${isMailConfigured ? texts.ownerGetsMail : texts.ownerSeesIt}`}
          busy={busy}
          onClick={() => void run(() => removeFactors(person))}
        />
      )}
      <p role="status">{removal && texts.isPlanned(momentText(removal.due_at))}</p>
    </div>
  )
}
