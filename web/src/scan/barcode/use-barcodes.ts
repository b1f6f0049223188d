import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { BarcodeReader } from './barcode-reader.ts'
import { isbnOfCode } from './isbn-of-code.ts'
import { openBarcodeReader } from './open-reader.ts'
import { steadyCodes } from './steady-code.ts'

/** About eight frames a second leave time for everything else. */
const pauseMs = 120

const pause = () => new Promise((resolve) => setTimeout(resolve, pauseMs))

/**
 * Reads the ISBNs that the camera sees.
 * @param isOn whether the video plays
 * @returns whether the reader could not be loaded or has failed
 */
export const useBarcodes = (
  video: RefObject<HTMLVideoElement | null>,
  isOn: boolean,
  onIsbn: (isbn: string) => void,
): boolean => {
  const [hasFailed, setHasFailed] = useState(false)
  const report = useRef(onIsbn)
  report.current = onIsbn

  useEffect(() => {
    if (!isOn) return
    setHasFailed(false)
    let isOver = false
    let reader: BarcodeReader | undefined
    const see = steadyCodes((isbn) => report.current(isbn))
    const run = async () => {
      reader = await openBarcodeReader()
      while (!isOver) {
        const element = video.current
        if (element && element.readyState >= element.HAVE_CURRENT_DATA) {
          const codes = await reader.read(element)
          if (isOver) return
          see(
            codes.flatMap((code) => isbnOfCode(code) ?? []),
            performance.now(),
          )
        }
        await pause()
      }
    }
    run()
      .catch(() => !isOver && setHasFailed(true))
      .finally(() => isOver && reader?.close())
    return () => {
      isOver = true
      reader?.close()
    }
  }, [isOn, video])
  return hasFailed
}
