import type { Book } from 'bookplate/client'
import { useEffect, useState } from 'preact/hooks'
import { Problem } from '../errors/problem.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { useSubmit } from '../forms/use-submit.ts'
import type { Draft } from '../library/draft.ts'
import { type Category, categoryName } from '../router/categories.ts'
import './conflict.css'

interface Side {
  title: string
  description: string
  category: Category | undefined
  coverUrl: string | null
}

const fields = ['title', 'category', 'description'] as const

const displayText = (side: Side, field: (typeof fields)[number]): string =>
  field === 'category' ? (side.category ? categoryName(side.category) : '') : side[field]

const ConflictSide = ({ name, side, other }: { name: string; side: Side; other: Side }) => (
  <section class="version" aria-label={name}>
    <h3>{name}</h3>
    {side.coverUrl && <img src={side.coverUrl} alt="Cover" />}
    <dl>
      {fields.map((field) => {
        const isChanged = displayText(side, field) !== displayText(other, field)
        return (
          <div key={field} class={isChanged ? 'differs' : undefined}>
            <dt>
              {field}
              {isChanged && <span class="visually-hidden">, different</span>}
            </dt>
            <dd>{displayText(side, field) || 'none'}</dd>
          </div>
        )
      })}
    </dl>
  </section>
)

interface ConflictProps {
  mine: Draft
  saved: Book
  keepMine: () => Promise<void>
  keepSaved: () => void
}

/** Shows both versions of a book that was changed in two places. The reader chooses one of them. */
export const Conflict = ({ mine, saved, keepMine, keepSaved }: ConflictProps) => {
  const [newCover, setNewCover] = useState<string>()
  useEffect(() => {
    if (!mine.cover) return
    const url = URL.createObjectURL(mine.cover)
    setNewCover(url)
    return () => URL.revokeObjectURL(url)
  }, [mine.cover])

  const { form, submit, busy, secondsLeft, error } = useSubmit(keepMine, [])
  const mySide: Side = { ...mine, coverUrl: newCover ?? saved.image_url }
  const savedSide: Side = { ...saved, coverUrl: saved.image_url }
  return (
    <form ref={form} onSubmit={submit}>
      <p role="alert">
        This book was changed on another page or device while you edited it. Which version do you want to
        keep?
      </p>
      <div class="versions">
        <ConflictSide name="Your version" side={mySide} other={savedSide} />
        <ConflictSide name="Saved version" side={savedSide} other={mySide} />
      </div>
      {error !== undefined && <Problem error={error} />}
      <div class="dialog-actions">
        <button type="button" class="button" onClick={keepSaved}>
          Keep the saved version
        </button>
        <SubmitButton busy={busy} secondsLeft={secondsLeft} busyText="Saving …">
          Keep my version
        </SubmitButton>
      </div>
    </form>
  )
}
