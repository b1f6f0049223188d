import { NetworkError } from 'bookplate/client'
import { useEffect, useState } from 'preact/hooks'
import { messageFor } from '../../errors/messages.ts'
import { lazyPart, usePart } from '../../page/lazy-part.ts'
import { showMessage, showToast } from '../../toasts/toasts.ts'
import { chooseImages, chosenImages, forgetImages } from './chosen-images.ts'
import { manyCoversTexts } from './texts.ts'
import './drop-images.css'

const coversPart = lazyPart(() => import('./many-covers.tsx').then(({ ManyCovers }) => ManyCovers))

/** A dialog and its form have their own fields for files. */
const isForShelf = ({ dataTransfer, target }: DragEvent) =>
  dataTransfer?.types.includes('Files') === true &&
  document.querySelector('dialog:modal') === null &&
  !(target instanceof Element && target.closest('dialog, input[type=file]'))

/** Images can be dropped anywhere on the shelf. */
export const DropImages = () => {
  const [isOver, setIsOver] = useState(false)
  const isChosen = chosenImages.value !== undefined

  useEffect(() => {
    const over = (event: DragEvent) => {
      setIsOver(isForShelf(event))
      if (!isForShelf(event) || !event.dataTransfer) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false)
    }
    const drop = (event: DragEvent) => {
      setIsOver(false)
      if (!isForShelf(event)) return
      event.preventDefault()
      if (!chooseImages(event.dataTransfer?.files ?? [])) showMessage(manyCoversTexts.peek().noImages)
    }
    const events = { dragover: over, dragleave: leave, drop } as const
    for (const [name, listener] of Object.entries(events))
      addEventListener(name, listener as EventListener, { capture: true })
    return () => {
      for (const [name, listener] of Object.entries(events))
        removeEventListener(name, listener as EventListener, { capture: true })
      forgetImages()
    }
  }, [])

  const { Part: Covers } = usePart(coversPart, isChosen, () => {
    forgetImages()
    showToast({ text: messageFor(new NetworkError()), isError: true })
  })

  return (
    <>
      {isOver && <p class="drop-images">{manyCoversTexts.value.drop}</p>}
      {isChosen && Covers && <Covers />}
    </>
  )
}
