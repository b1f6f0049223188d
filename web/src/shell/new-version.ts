import { showToast } from '../toasts/toasts.ts'
import { holdFiles, startShell } from '../workers/shell.ts'
import { shellTexts } from './texts.ts'

// The download of all files would compete with the first covers.
const delayMs = 3000

const offerReload = () => {
  const { newVersion, reload } = shellTexts.value
  showToast({
    text: newVersion,
    action: { label: reload, run: () => location.reload() },
    reader: null,
  })
}

/** Offers each new version. The page itself never changes to it: its files stay those of one version. */
export const watchVersions = (): void => {
  holdFiles()
  const start = () => setTimeout(() => startShell(offerReload), delayMs)
  if (document.readyState === 'complete') start()
  else addEventListener('load', start, { once: true })
}
