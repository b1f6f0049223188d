import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { usePageTitle } from './page-title.ts'
import './page.css'

let isFirstPage = true

/**
 * The heading of a page. It takes the focus when the page changes, so that a screen reader reads from there.
 * @param title the title of the browser tab, and the heading unless there are `children`
 */
export const PageHeading = ({ title, children }: { title: string; children?: ComponentChildren }) => {
  const heading = useRef<HTMLHeadingElement>(null)
  usePageTitle(title)
  useEffect(() => {
    // A reader who searches from another page continues to type.
    const isTyping = document.activeElement?.matches('input')
    if (!isFirstPage && !isTyping) heading.current?.focus({ preventScroll: true })
    isFirstPage = false
  }, [])
  return (
    <h1 ref={heading} tabIndex={-1} dir="auto">
      {children ?? title}
    </h1>
  )
}
