import type { ExportFormat } from 'bookplate/client'
import { useState } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import { Problem } from '../errors/problem.tsx'
import { downloadPart } from './export-parts.ts'

const formats: readonly (readonly [format: ExportFormat, name: string, text: string])[] = [
  ['json', 'JSON', 'Every field of every book. You can import it again.'],
  ['csv', 'CSV', 'The same for a spreadsheet. You can import it again.'],
  ['goodreads', 'Goodreads CSV', 'For other book services. It has the fields that Goodreads knows.'],
  ['zip', 'ZIP with covers', 'The JSON file and the covers of your books.'],
]

/** A part of an export that is ready for download. */
interface Part {
  format: ExportFormat
  /** Counts from 1. */
  number: number
  /** `undefined` for the first. */
  position: string | undefined
}

const nameOf = (format: ExportFormat) => formats.find(([one]) => one === format)?.[1]

/** A large library has several parts. Each is a file of its own, and the reader starts each download. */
export const Exports = () => {
  const [next, setNext] = useState<Part>()
  const [error, setError] = useState<unknown>()
  const [isBusy, setIsBusy] = useState(false)

  const download = async (part: Part) => {
    if (isBusy) return
    setIsBusy(true)
    setError(undefined)
    try {
      const position = await downloadPart(part.format, part.position)
      setNext(position === undefined ? undefined : { ...part, number: part.number + 1, position })
    } catch (thrown) {
      setError(thrown)
    } finally {
      setIsBusy(false)
    }
  }

  return (
    <>
      <dl class="exports">
        {formats.map(([format, name, text]) => (
          <div key={format}>
            <dt>
              <button
                type="button"
                class="button"
                onClick={() => void download({ format, number: 1, position: undefined })}
              >
                <Icon name="down" /> Export as {name}
              </button>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {error !== undefined && <Problem error={error} />}
      <div role="status">
        {next && (
          <p>Part {next.number - 1} is downloaded. Your library has more books than fit in one file.</p>
        )}
      </div>
      {next && (
        <button type="button" class="button primary" onClick={() => void download(next)}>
          <Icon name="down" /> Download part {next.number} as {nameOf(next.format)}
        </button>
      )}
    </>
  )
}
