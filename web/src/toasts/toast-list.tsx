import { Icon } from '../design/icon.tsx'
import { dismiss, toasts } from './toasts.ts'
import './toasts.css'

export const ToastList = () => (
  <section class="toasts" role="status" aria-label="Messages">
    {toasts.value.map(({ id, text, action, isError }) => (
      <div class={isError ? 'toast error' : 'toast'} key={id}>
        <p>{text}</p>
        {action && (
          <button type="button" class="toast-action" onClick={action.run}>
            {action.label}
          </button>
        )}
        {isError && (
          <button type="button" class="icon-button" aria-label="Dismiss" onClick={() => dismiss(id)}>
            <Icon name="close" />
          </button>
        )}
      </div>
    ))}
  </section>
)
