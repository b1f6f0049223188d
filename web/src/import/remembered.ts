import { tabKey } from '../session/forget-stored.ts'
import { firstOptions, type ImportOptions } from './options.ts'

const keyOf = (readerId: string) => tabKey('import', readerId)

/** The file of a preview and the choices of its reader. The file itself is lost when the page is loaded again. */
export interface Remembered {
  readerId: string
  name: string
  size: number
  options: ImportOptions
}

/** Kept for this tab only. A browser may forbid the storage. */
export const remember = (value: Remembered): void => {
  try {
    sessionStorage.setItem(keyOf(value.readerId), JSON.stringify(value))
  } catch {}
}

export const forget = (readerId: string): void => {
  try {
    sessionStorage.removeItem(keyOf(readerId))
  } catch {}
}

export const remembered = (readerId: string): Remembered | undefined => {
  try {
    const value: Remembered | null = JSON.parse(sessionStorage.getItem(keyOf(readerId)) ?? 'null')
    return value?.readerId === readerId ? value : undefined
  } catch {
    return undefined
  }
}

/** @returns the choices that were made for this file */
export const optionsFor = ({ name, size }: File, readerId: string): ImportOptions => {
  const found = remembered(readerId)
  return found?.name === name && found.size === size ? found.options : firstOptions
}
