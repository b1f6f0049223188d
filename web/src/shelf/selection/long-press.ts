const pressMs = 450
const maxMovePx = 10

/**
 * Calls `onPress` with the target of a long touch. A touch that moves is a scroll.
 * @returns event handlers, and `wasLong()`, which tells once whether the click that follows belongs to a long touch
 */
export const createLongPress = (onPress: (target: Element) => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let start = { x: 0, y: 0 }
  let isLong = false
  const cancel = () => clearTimeout(timer)
  return {
    wasLong: () => {
      const was = isLong
      isLong = false
      return was
    },
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        cancel()
        isLong = false
        if (event.pointerType !== 'touch' || !(event.target instanceof Element)) return
        const { target } = event
        start = { x: event.clientX, y: event.clientY }
        timer = setTimeout(() => {
          isLong = true
          onPress(target)
        }, pressMs)
      },
      onPointerMove: ({ clientX, clientY }: PointerEvent) => {
        if (Math.hypot(clientX - start.x, clientY - start.y) > maxMovePx) cancel()
      },
      onPointerUp: cancel,
      onPointerCancel: cancel,
      // The browser would open the menu of the link.
      onContextMenu: (event: MouseEvent) => {
        if (event instanceof PointerEvent && event.pointerType === 'touch') event.preventDefault()
      },
    },
  }
}
