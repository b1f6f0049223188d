import { useEffect, useState } from 'preact/hooks'

export interface LazyPart<Part> {
  /** Undefined until `load` has loaded it. */
  readonly loaded: Part | undefined
  load: () => Promise<Part>
}

/** A part of a page whose script most visits do not need at once. */
export const lazyPart = <Part>(importPart: () => Promise<Part>): LazyPart<Part> => {
  let loaded: Part | undefined
  return {
    get loaded() {
      return loaded
    },
    load: async () => {
      loaded ??= await importPart()
      return loaded
    },
  }
}

/** Loads a part as soon as it is wanted. @returns the part when its script is there, and whether that failed */
export const usePart = <Part>(part: LazyPart<Part>, isWanted = true, whenFailed?: () => void) => {
  const [state, setState] = useState({ Part: part.loaded, hasFailed: false })
  // The script may have arrived between the first rendering and this effect.
  useEffect(() => {
    if (!isWanted || state.Part) return
    part.load().then(
      (Part) => setState({ Part, hasFailed: false }),
      () => {
        setState({ Part: undefined, hasFailed: true })
        whenFailed?.()
      },
    )
  }, [isWanted])
  return state
}
