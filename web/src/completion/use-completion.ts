import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { completeName, type NameFacet } from '../library/complete.ts'

const pauseMs = 200
const maxShown = 8

const keyOf = (name: string) => name.trim().normalize('NFC').toLowerCase()

interface CompletionOptions {
  facet: NameFacet
  value: string
  /** Names that are chosen already. */
  chosen?: readonly string[]
  onChoose: (name: string) => void
}

/**
 * Names of the own library that begin with the value of an input: the list of an ARIA combobox, whose options the arrow keys
 * reach while the focus stays in the input.
 */
export const useCompletion = ({ facet, value, chosen = [], onChoose }: CompletionOptions) => {
  const id = useId()
  const [found, setFound] = useState<readonly string[]>([])
  const [active, setActive] = useState(-1)
  const stop = useRef(() => {})
  useEffect(() => () => stop.current(), [])

  const excluded = new Set([...chosen, value].map(keyOf))
  const options = found.filter((name) => !excluded.has(keyOf(name))).slice(0, maxShown)
  const isOpen = options.length > 0

  const close = () => {
    stop.current()
    setFound([])
    setActive(-1)
  }
  const ask = (prefix: string, delayMs: number) => {
    stop.current()
    setActive(-1)
    const abort = new AbortController()
    const timer = setTimeout(() => {
      completeName(facet, prefix.trim(), abort.signal).then(
        (values) => {
          if (!abort.signal.aborted) setFound(values.map((one) => one.value))
        },
        // Without names, the input is a plain one.
        () => undefined,
      )
    }, delayMs)
    stop.current = () => {
      clearTimeout(timer)
      abort.abort()
    }
  }
  const choose = (name: string) => {
    close()
    onChoose(name)
  }

  const move = (step: 1 | -1) => {
    // Between the last option and the first one is the input itself.
    const places = options.length + 1
    setActive(((active + 1 + step + places) % places) - 1)
  }

  /** @returns whether the key was one of the list */
  const onKey = (event: KeyboardEvent): boolean => {
    // An input method uses the same keys.
    if (event.isComposing || event.ctrlKey || event.metaKey) return false
    const option = options[active]
    if (event.key === 'ArrowDown' && !isOpen) ask(value, 0)
    else if (event.key === 'ArrowDown' && !event.altKey) move(1)
    else if (event.key === 'ArrowUp' && isOpen) move(-1)
    else if (event.key === 'Enter' && option !== undefined) choose(option)
    else if (event.key === 'Escape' && isOpen) close()
    else return false
    event.preventDefault()
    // Escape would close the dialog too.
    event.stopPropagation()
    return true
  }

  return {
    id,
    options,
    active,
    choose,
    onKey,
    onTyped: (text: string) => (text.trim() === '' ? close() : ask(text, pauseMs)),
    /** The props of the input. Its own handlers call `onTyped` and `onKey`. */
    input: {
      role: 'combobox' as const,
      'aria-autocomplete': 'list' as const,
      'aria-expanded': isOpen,
      'aria-controls': isOpen ? `${id}-list` : undefined,
      'aria-activedescendant': isOpen && active >= 0 ? `${id}-${active}` : undefined,
      autocomplete: 'off' as const,
      onBlur: close,
    },
  }
}

export type Completion = ReturnType<typeof useCompletion>
