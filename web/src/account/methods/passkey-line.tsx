import { useState } from 'preact/hooks'
import { hasCode } from '../../errors/messages.ts'
import { Problem } from '../../errors/problem.tsx'
import { dateText, momentText } from '../../i18n/format.ts'
import { type Passkey, removePasskey } from '../../passkeys/manage.ts'
import { withProof } from '../../proof/proof.tsx'
import { showMessage } from '../../toasts/toasts.ts'
import { RenamePasskey } from './rename-passkey.tsx'
import { methodsTexts } from './texts.ts'
import { useAction } from './use-action.ts'

interface PasskeyLineProps {
  passkey: Passkey
  /** The service keeps the last way to sign in. */
  isOnlyWay: boolean
  onChange: () => void
}

export const PasskeyLine = ({ passkey, isOnlyWay, onChange }: PasskeyLineProps) => {
  const [isRenaming, setIsRenaming] = useState(false)
  const { isBusy, error, run } = useAction()
  const texts = methodsTexts.value.passkeys
  const { id, name, synced, created_at, last_used_at } = passkey

  const remove = async () => {
    try {
      await withProof({ action: 'remove_passkey', target: id }, (proof) => removePasskey(id, proof))
      showMessage(methodsTexts.value.passkeys.isRemoved(name))
    } catch (thrown) {
      // It was removed on another page.
      if (!hasCode(thrown, 'passkey_not_found')) throw thrown
    }
    onChange()
  }
  return (
    <li class="passkey">
      <div>
        <p class="passkey-name">
          <bdi>{name}</bdi>
        </p>
        <p class="passkey-facts">
          {texts.added} <time dateTime={created_at}>{dateText(created_at)}</time>,{' '}
          {last_used_at === null ? (
            texts.neverUsed
          ) : (
            <>
              {texts.lastUsed} <time dateTime={last_used_at}>{momentText(last_used_at)}</time>
            </>
          )}
          . {synced ? texts.synced : texts.onOneDevice}
        </p>
        {isOnlyWay && <p class="passkey-facts">{texts.onlyWay}</p>}
      </div>
      {isRenaming ? (
        <RenamePasskey
          passkey={passkey}
          onDone={(isRenamed) => {
            setIsRenaming(false)
            if (isRenamed) onChange()
          }}
        />
      ) : (
        <div class="passkey-actions">
          <button
            type="button"
            class="button"
            aria-label={texts.renameOf(name)}
            onClick={() => setIsRenaming(true)}
          >
            {texts.rename}
          </button>
          {!isOnlyWay && (
            <button
              type="button"
              class="button"
              aria-label={texts.removeOf(name)}
              aria-disabled={isBusy}
              onClick={() => run(remove)}
            >
              {texts.remove}
            </button>
          )}
        </div>
      )}
      {error !== undefined && <Problem error={error} />}
    </li>
  )
}
