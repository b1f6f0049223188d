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

const textOf = (side: Side, field: (typeof fields)[number]): string =>
  field === 'category' ? (side.category ? categoryName(side.category) : '') : side[field]

const Version = ({ name, side, other }: { name: string; side: Side; other: Side }) => (
  <section class="version" aria-label={name}>
    <h3>{name}</h3>
    {side.coverUrl && <img src={side.coverUrl} alt="Its cover" />}
    <dl>
      {fields.map((field) => {
        const isChanged = textOf(side, field) !== textOf(other, field)
        return (
          <div key={field} class={isChanged ? 'differs' : undefined}>
            <dt>
              {field}
              {isChanged && <span class="visually-hidden">, different</span>}
            </dt>
            <dd>{textOf(side, field) || 'none'}</dd>
          </div>
        )
      })}
    </dl>
  </section>
)

interface ConflictProps {
  mine: Draft
  theirs: Book
  keepMine: () => Promise<void>
  takeTheirs: () => void
}

/** Both versions of a book that was changed twice at once. The reader decides; nothing is lost unseen. */
export const Conflict = ({ mine, theirs, keepMine, takeTheirs }: ConflictProps) => {
  const [newCover, setNewCover] = useState<string>()
  useEffect(() => {
    if (!mine.cover) return
    const url = URL.createObjectURL(mine.cover)
    setNewCover(url)
    return () => URL.revokeObjectURL(url)
  }, [mine.cover])

  const { form, submit, busy, secondsLeft, error } = useSubmit(keepMine, [])
  const yourSide: Side = { ...mine, coverUrl: newCover ?? theirs.image_url }
  const theirSide: Side = { ...theirs, coverUrl: theirs.image_url }
  return (
    <form ref={form} onSubmit={submit}>
      <p role="alert">
        While you were writing, this book was saved somewhere else. Which version shall it be?
      </p>
      <div class="versions">
        <Version name="Yours" side={yourSide} other={theirSide} />
        <Version name="Theirs" side={theirSide} other={yourSide} />
      </div>
      {error !== undefined && <Problem error={error} />}
      <div class="dialog-actions">
        <button type="button" class="button" onClick={takeTheirs}>
          Take theirs
        </button>
        <SubmitButton busy={busy} secondsLeft={secondsLeft} busyText="Saving …">
          Keep mine
        </SubmitButton>
      </div>
    </form>
  )
}
