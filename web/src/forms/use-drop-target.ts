import { useState } from 'preact/hooks'
import './drop.css'

/** A file input accepts dropped files by itself. This hook only tells when to highlight it. */
export const useDropTarget = () => {
  const [isDraggedOver, setIsDraggedOver] = useState(false)
  const leave = () => setIsDraggedOver(false)
  return {
    isDraggedOver,
    dropTarget: { onDragEnter: () => setIsDraggedOver(true), onDragLeave: leave, onDrop: leave },
  }
}

const preventDrop = (event: DragEvent) => {
  // Another part of the page takes the files.
  if (event.defaultPrevented) return
  const target = event.target as Element | null
  if (target?.matches?.('input[type=file]:enabled')) return
  event.preventDefault()
  if (event.dataTransfer) event.dataTransfer.dropEffect = 'none'
}

// The browser would open a file that is dropped beside the input, and leave the app.
addEventListener('dragover', preventDrop)
addEventListener('drop', preventDrop)
