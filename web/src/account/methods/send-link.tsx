import { Problem } from '../../errors/problem.tsx'
import { api } from '../../session/session.ts'
import { showMessage } from '../../toasts/toasts.ts'
import { methodsTexts } from './texts.ts'
import { useAction } from './use-action.ts'

/** Sends the link that confirms the email once more. */
export const SendLink = ({ email, isPrimary = false }: { email: string; isPrimary?: boolean }) => {
  const { isBusy, error, run } = useAction()
  const texts = methodsTexts.value.email
  const send = async () => {
    await api.users.email.verification.$post()
    showMessage(methodsTexts.value.email.linkSent(email))
  }
  return (
    <div class="method-action">
      {error !== undefined && <Problem error={error} />}
      <button
        type="button"
        class={isPrimary ? 'button primary' : 'button'}
        aria-disabled={isBusy}
        onClick={() => run(send)}
      >
        {isBusy ? texts.sending : texts.sendLink}
      </button>
    </div>
  )
}
