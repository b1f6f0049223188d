import type { ExportFormat } from 'bookplate/client'
import { useState } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import { Problem } from '../errors/problem.tsx'
import { downloadPart } from './export-parts.ts'
import { accountTexts } from './texts.ts'

const formats = ['json', 'csv', 'goodreads', 'zip'] as const satisfies ExportFormat[]

/** A part of an export that is ready for download. */
interface Part {
  format: ExportFormat
  /** Counts from 1. */
  number: number
  /** `undefined` for the first. */
  position: string | undefined
}

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

  const texts = accountTexts.value.export
  return (
    <>
      <dl class="exports">
        {formats.map((format) => (
          <div key={format}>
            <dt>
              <button
                type="button"
                class="button"
                onClick={() => void download({ format, number: 1, position: undefined })}
              >
                <Icon name="down" /> {texts.as(texts.formats[format].name)}
              </button>
            </dt>
            <dd>{texts.formats[format].hint}</dd>
          </div>
        ))}
      </dl>
      {error !== undefined && <Problem error={error} />}
      <div role="status">{next && <p>{texts.partIsDone(next.number - 1)}</p>}</div>
      {next && (
        <button type="button" class="button primary" onClick={() => void download(next)}>
          <Icon name="down" /> {texts.nextPart(next.number, texts.formats[next.format].name)}
        </button>
      )}
    </>
  )
}
