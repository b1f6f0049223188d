import { useEffect, useRef, useState } from 'preact/hooks'
import type { Draft } from '../library/draft.ts'
import { coverMessage, prepareCover } from './cover-file.ts'

/** The values of a form about its new cover. */
export type NewCover = Partial<Pick<Draft, 'cover' | 'preparing' | 'original'>>

interface NewCoverOptions {
  /** An image of a draft that was kept before it was ready. */
  original: File | undefined
  /** A photo that was chosen before the form was there. */
  photo: File | undefined
  /** Whether each chosen image is cropped first. */
  cropsFirst: boolean
  onChoose: (cover: NewCover) => void
}

export const firstImage = (files: FileList | undefined): File | undefined =>
  [...(files ?? [])].find(({ type }) => type.startsWith('image/')) ?? files?.[0]

/** An image that the reader chooses, pastes or drops, and crops. The latest choice wins. */
export const useNewCover = ({ original, photo, cropsFirst, onChoose }: NewCoverOptions) => {
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState<string>()
  /** The image as it was chosen. */
  const [source, setSource] = useState<File>()
  const [isCropping, setIsCropping] = useState(false)
  const latest = useRef(0)

  /** The last image that was taken. */
  const taken = useRef<File>(undefined)

  /** @param from the image as it was chosen */
  const use = async (preparing: Promise<File>, from: File) => {
    const attempt = ++latest.current
    setIsBusy(true)
    setError(undefined)
    onChoose({ preparing, original: from })
    try {
      const cover = await preparing
      if (attempt === latest.current) onChoose({ cover, preparing: undefined, original: undefined })
    } catch (thrown) {
      if (attempt !== latest.current) return
      onChoose({ preparing: undefined, original: undefined })
      setIsCropping(false)
      setError(coverMessage(thrown))
    } finally {
      if (attempt === latest.current) setIsBusy(false)
    }
  }

  const take = (chosen: File | undefined) => {
    if (!chosen) return
    taken.current = chosen
    setSource(chosen)
    setIsCropping(cropsFirst)
    if (!cropsFirst) void use(prepareCover(chosen), chosen)
  }

  /** @param file the current cover, whose photo may have been lost with the page */
  const crop = (file: File) => {
    setSource((before) => before ?? file)
    setIsCropping(true)
  }

  // Images can be pasted anywhere in the dialog. Text goes to the field that has the focus.
  const takeRef = useRef(take)
  takeRef.current = take
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = event.clipboardData?.files
      if (!files?.length) return
      event.preventDefault()
      takeRef.current(firstImage(files))
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [])

  useEffect(() => takeRef.current(photo), [photo])
  useEffect(() => {
    if (original !== taken.current) takeRef.current(original)
  }, [original])

  const endCrop = () => setIsCropping(false)
  const forget = () => {
    endCrop()
    setSource(undefined)
  }
  return { isBusy, error, source, isCropping, use, take, crop, endCrop, forget }
}
