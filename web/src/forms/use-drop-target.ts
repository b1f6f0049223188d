import { useState } from 'preact/hooks'
import './drop.css'

/** A file input takes dropped files by itself: all that is missing is to show it. */
export const useDropTarget = () => {
  const [isOver, setIsOver] = useState(false)
  const leave = () => setIsOver(false)
  return {
    isOver,
    dropTarget: { onDragEnter: () => setIsOver(true), onDragLeave: leave, onDrop: leave },
  }
}

const keepPage = (event: DragEvent) => {
  const target = event.target as Element | null
  if (target?.matches?.('input[type=file]:enabled')) return
  event.preventDefault()
  if (event.dataTransfer) event.dataTransfer.dropEffect = 'none'
}

// A file that is dropped beside would be opened in the place of the app.
addEventListener('dragover', keepPage)
addEventListener('drop', keepPage)
