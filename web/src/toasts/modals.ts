import { signal } from '@preact/signals'

/** The open modal dialogs, the one on top last. */
const modals = signal<readonly object[]>([])

/** @param modal the key of a dialog that is open now @returns a function to call when it is closed */
export const openModal = (modal: object): (() => void) => {
  modals.value = [...modals.peek(), modal]
  return () => {
    modals.value = modals.peek().filter((other) => other !== modal)
  }
}

/** @param modal undefined for the page, which is on top if no dialog is open */
export const isOnTop = (modal: object | undefined): boolean => modals.value.at(-1) === modal
