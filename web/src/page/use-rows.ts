import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { onReconnect } from '../connection/online.ts'

interface Page<Row> {
  rows: Row[]
  next: string | undefined
}

/**
 * A list that is read page by page, newest first.
 * @param read another function begins the list again
 */
export const useRows = <Row>(read: (cursor: string | undefined) => Promise<Page<Row>>) => {
  const [rows, setRows] = useState<Row[]>()
  const [next, setNext] = useState<string>()
  const [error, setError] = useState<unknown>()
  const latest = useRef(0)

  const load = useCallback(
    (cursor?: string) => {
      const attempt = ++latest.current
      const isLatest = () => attempt === latest.current
      setError(undefined)
      read(cursor).then(
        (page) => {
          if (!isLatest()) return
          setRows((shown) => (cursor === undefined ? page.rows : [...(shown ?? []), ...page.rows]))
          setNext(page.next)
        },
        (thrown) => {
          if (isLatest()) setError(thrown)
        },
      )
    },
    [read],
  )
  useEffect(() => load(), [load])
  const retry = useCallback(() => load(next), [load, next])
  useEffect(() => (error === undefined ? undefined : onReconnect(retry)), [error, retry])
  return { rows, setRows, error, retry, reload: load, more: next === undefined ? undefined : retry }
}
