import type { ExportFormat } from 'bookplate/client'
import { useState } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import { Problem } from '../errors/problem.tsx'
import { client } from '../session/session.ts'

/** The link is good for one download, so it is asked for when it is needed. */
export const Exports = () => {
  const [error, setError] = useState<unknown>()
  const download = async (format: ExportFormat) => {
    setError(undefined)
    try {
      const link = document.createElement('a')
      link.href = await client.downloadUrl(format)
      link.download = ''
      link.click()
    } catch (thrown) {
      setError(thrown)
    }
  }
  return (
    <>
      <p>
        Every book with its title, description, category and date, without covers. Either file can be imported
        here again.
      </p>
      {error !== undefined && <Problem error={error} />}
      <div class="part-actions">
        <button type="button" class="button" onClick={() => void download('csv')}>
          <Icon name="down" /> Export as CSV
        </button>
        <button type="button" class="button" onClick={() => void download('json')}>
          <Icon name="down" /> Export as JSON
        </button>
      </div>
    </>
  )
}
