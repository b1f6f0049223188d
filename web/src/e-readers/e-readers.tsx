import { Problem } from '../errors/problem.tsx'
import { useRows } from '../page/use-rows.ts'
import { DocumentLine } from './document-line.tsx'
import { readDocuments } from './documents.ts'
import { eReaderTexts } from './texts.ts'
import './e-readers.css'

const SetUp = ({ email }: { email: string }) => {
  const texts = eReaderTexts.value
  return (
    <details>
      <summary>{texts.howTo}</summary>
      <ol class="e-reader-steps">
        {texts.steps(`${location.origin}/koreader`, email).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </details>
  )
}

const Documents = () => {
  const texts = eReaderTexts.value
  const { rows, setRows, error, retry, more } = useRows(readDocuments)
  return (
    <>
      <p role="status">{rows ? rows.length === 0 && texts.none : error === undefined && texts.loading}</p>
      {rows && rows.length > 0 && (
        <ul class="documents" aria-label={texts.documents}>
          {rows.map((document) => (
            <DocumentLine
              key={document.document}
              document={document}
              onChange={(changed) =>
                setRows((all) => all?.map((one) => (one.document === changed.document ? changed : one)))
              }
              onForgotten={() => setRows((all) => all?.filter((one) => one.document !== document.document))}
            />
          ))}
        </ul>
      )}
      {error !== undefined && <Problem error={error} retry={retry} />}
      {more && error === undefined && (
        <button type="button" class="button" onClick={more}>
          {texts.more}
        </button>
      )}
    </>
  )
}

/** How to set up a device, and the documents that devices have reported. */
export const EReaders = ({ email }: { email: string }) => (
  <>
    <p>{eReaderTexts.value.intro}</p>
    <SetUp email={email} />
    <Documents />
  </>
)
