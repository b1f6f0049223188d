import { signal } from '@preact/signals'
import type { VNode } from 'preact'

/** The dialog that asks for a proof, while a change waits for it. */
export const shownProof = signal<VNode | undefined>(undefined)

/** The place of the dialog in the page of a reader. */
export const ProofHost = () => <>{shownProof.value}</>
