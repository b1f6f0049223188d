import { openDrafts } from './locks.ts'
import { allKept, deleteKept, type Kept, putKept } from './store.ts'
import { tabId } from './tab.ts'
import { erased } from './wanted.ts'

const maxAgeMs = 30 * 24 * 60 * 60 * 1000
/** The most drafts of one reader. Each text that is changed in its place counts too. */
const maxDrafts = 200

/** Deletes old drafts, and the oldest of those that are too many. A draft that a form has open stays. */
const prune = async (readerId: string): Promise<void> => {
  const [all, isOpen] = await Promise.all([allKept(), openDrafts()])
  const isOld = ({ keptAt }: Kept) => Date.now() - keptAt > maxAgeMs
  const tooMany = all.filter((kept) => kept.readerId === readerId).slice(maxDrafts)
  const gone = new Set([...all.filter(isOld), ...tooMany].filter(({ id }) => !isOpen(id)))
  await Promise.all([...gone].map(({ id }) => deleteKept(id)))
}

/** @returns whether the draft survives a reload */
export const keepDraft = async (kept: Kept): Promise<boolean> => {
  const isStored = await putKept(kept)
  await prune(kept.readerId)
  return isStored
}

/** @returns the drafts of a form that no form has open, newest first */
export const offeredDrafts = async (readerId: string, name: string): Promise<Kept[]> => {
  await prune(readerId)
  const [all, isOpen] = await Promise.all([allKept(), openDrafts()])
  return all.filter((kept) => kept.readerId === readerId && kept.name === name && !isOpen(kept.id))
}

const deleteWhere = async (isMeant: (kept: Kept) => boolean): Promise<void> => {
  const [all, isOpen] = await Promise.all([allKept(), openDrafts()])
  await Promise.all(all.filter((kept) => isMeant(kept) && !isOpen(kept.id)).map(({ id }) => deleteKept(id)))
}

/** For a deliberate sign-out. The drafts of other tabs stay, because their readers decided nothing. */
export const deleteDraftsOfTab = (readerId: string): Promise<void> => {
  erased.value++
  return deleteWhere((kept) => kept.readerId === readerId && kept.tab === tabId())
}

/** For an account that is erased. */
export const deleteDraftsOfReader = async (readerId: string): Promise<void> => {
  erased.value++
  const all = await allKept()
  await Promise.all(all.filter((kept) => kept.readerId === readerId).map(({ id }) => deleteKept(id)))
}
