import { useEffect } from 'preact/hooks'

/** Sets the title of the browser tab and of the history entry. */
export const usePageTitle = (title: string): void => {
  useEffect(() => {
    document.title = `${title} · Bookplate`
  }, [title])
}
