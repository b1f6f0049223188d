import type { ExportFormat } from 'bookplate/client'
import { useState } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import { Problem } from '../errors/problem.tsx'
import { client } from '../session/session.ts'

/** A link works for one download, so each click requests a new one. */
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
        Each file has every book with its title, description, category and date, without covers. You can
        import either file again.
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
