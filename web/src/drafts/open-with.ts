import { keepDraft } from './drafts.ts'
import type { Content } from './keeper.ts'
import type { Kept } from './store.ts'
import { tabId } from './tab.ts'
import { continueDraft } from './tell.ts'

/** Opens another form with a draft: it is kept first, so that it survives a page that is closed on the way. */
export const openWith = async <Value>(
  form: { readerId: string; name: string; href: string },
  { title, value }: Content<Value>,
): Promise<void> => {
  const kept: Kept<Value> = {
    ...form,
    id: crypto.randomUUID(),
    tab: tabId(),
    keptAt: Date.now(),
    title,
    value,
  }
  await keepDraft(kept)
  continueDraft(kept)
}
