import type { english } from '../shell/texts.ts'

export const shell: typeof english = {
  newVersion: 'Eine neue Version ist bereit.',
  reload: 'Neu laden',
}
