import { Fragment } from 'preact'
import { Dialog } from '../../dialog/dialog.tsx'
import { Problem } from '../../errors/problem.tsx'
import { chosenImages, forgetImages } from './chosen-images.ts'
import { CoversRow } from './covers-row.tsx'
import { doublesOf, type Row, wanted } from './rows.ts'
import { manyCoversTexts } from './texts.ts'
import { useManyCovers } from './use-many-covers.ts'
import './many-covers.css'

type Covers = ReturnType<typeof useManyCovers>

const count = (rows: readonly Row[], kind: string) =>
  rows.filter(({ sending }) => sending?.kind === kind).length

/** How far the upload is. Announced. */
const statusOf = ({ rows, phase }: Covers): string => {
  const texts = manyCoversTexts.value
  const [done, failed] = [count(rows, 'done'), count(rows, 'failed')]
  const all = wanted(rows).length
  if (phase === 'choosing') return all === 0 ? texts.none : ''
  if (phase === 'sending') return texts.sending(done, all)
  if (phase === 'stopped') return texts.stopped(done, all)
  return [texts.finished(done), failed > 0 && texts.failed(failed)].filter(Boolean).join(' ')
}

const Actions = ({ covers }: { covers: Covers }) => {
  const texts = manyCoversTexts.value
  const { rows, phase, send, stop } = covers
  const left = wanted(rows).filter(({ sending }) => sending?.kind !== 'done').length
  const labels = { choosing: texts.add(left), stopped: texts.goOn, finished: texts.retry(left), sending: '' }
  if (phase === 'sending')
    return (
      <button type="button" class="button" onClick={stop}>
        {texts.stop}
      </button>
    )
  return (
    <>
      {phase !== 'choosing' && (
        <button type="button" class={left > 0 ? 'button' : 'button primary'} onClick={forgetImages}>
          {texts.close}
        </button>
      )}
      {(left > 0 || phase === 'choosing') && (
        <button type="button" class="button primary" disabled={left === 0} onClick={() => void send()}>
          {labels[phase]}
        </button>
      )}
    </>
  )
}

/** More names would hide the preview. */
const maxNamed = 8

/** The preview of images for many books, and their upload. */
export const ManyCovers = () => {
  const texts = manyCoversTexts.value
  const { files = [], others = [], books: only } = chosenImages.value ?? {}
  const covers = useManyCovers(files, only)
  const { books, rows, phase, error } = covers
  const doubles = doublesOf(rows)
  return (
    <Dialog
      title={texts.title}
      size="wide"
      // The first time, only the upload ends: its result must be seen.
      onClose={phase === 'sending' ? covers.stop : forgetImages}
    >
      {error !== undefined && <Problem error={error} retry={covers.readAgain} />}
      {!books && error === undefined && <p role="status">{texts.reading(covers.read)}</p>}
      {books && (
        <>
          <p>{texts.hint}</p>
          {others.length > 0 && (
            <p class="covers-others">
              {texts.leftOut(others.length)}{' '}
              {others.slice(0, maxNamed).map((name, at) => (
                // Files of two folders may have one name, and the list never changes.
                <Fragment key={`${at} ${name}`}>
                  {at > 0 && ', '}
                  <bdi>{name}</bdi>
                </Fragment>
              ))}
              {others.length > maxNamed && ` ${texts.more(others.length - maxNamed)}`}
            </p>
          )}
          <table class="many-covers">
            <thead class="visually-hidden">
              <tr>
                <th scope="col">{texts.image}</th>
                <th scope="col">{texts.book}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <CoversRow
                  key={row.url}
                  row={row}
                  isDouble={doubles.has(row)}
                  books={books}
                  isFixed={phase === 'sending' || row.sending?.kind === 'done'}
                  onChange={(changes) => covers.changeRow(row.url, changes)}
                />
              ))}
            </tbody>
          </table>
          <div class="covers-foot">
            <p role="status">{statusOf(covers)}</p>
            <Actions covers={covers} />
          </div>
        </>
      )}
    </Dialog>
  )
}
