import { useEffect, useRef } from 'preact/hooks'

/** The titles of the page and of the dialogs above it, the one on top last. */
const titles: { text: string }[] = []

const show = () => {
  const top = titles.at(-1)
  if (top) document.title = `${top.text} · Bookplate`
}

/** Sets the title of the browser tab and of the history entry. Afterwards, the title below comes back. */
export const usePageTitle = (title: string): void => {
  const own = useRef({ text: title })
  useEffect(() => {
    const { current } = own
    titles.push(current)
    show()
    return () => {
      titles.splice(titles.indexOf(current), 1)
      show()
    }
  }, [])
  useEffect(() => {
    own.current.text = title
    show()
  }, [title])
}
