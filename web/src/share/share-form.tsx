import { useState } from 'preact/hooks'
import { maxTagLength } from '../../../src/books/limits.ts'
import { maxDisplayNameLength } from '../../../src/shares/limits.ts'
import { Suggestions } from '../completion/suggestions.tsx'
import { useCompletion } from '../completion/use-completion.ts'
import { Problem } from '../errors/problem.tsx'
import { TextField } from '../forms/field.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { useSubmit } from '../forms/use-submit.ts'
import { user } from '../session/session.ts'
import { showMessage } from '../toasts/toasts.ts'
import { type ShareSettings, saveSettings } from './settings.ts'
import { Shown } from './shown.tsx'
import { shareTexts } from './texts.ts'

interface ShareFormProps {
  settings: ShareSettings
  onSaved: (settings: ShareSettings) => void
}

/** The first name of the account stands in the field before the first share, and is not shown before it is sent. */
const nameOf = ({ enabled, display_name }: ShareSettings): string =>
  display_name ?? (enabled ? '' : (user.peek()?.name.split(' ')[0] ?? ''))

export const ShareForm = ({ settings, onSaved }: ShareFormProps) => {
  const [name, setName] = useState(() => nameOf(settings))
  const [tag, setTag] = useState(settings.tag ?? '')
  const [ratings, setRatings] = useState(settings.include_ratings)
  const [reviews, setReviews] = useState(settings.include_reviews)
  const completion = useCompletion({ facet: 'tag', value: tag, onChoose: setTag })
  const { enabled } = settings
  const send = async () => {
    const saved = await saveSettings({
      enabled: true,
      display_name: name.trim() || null,
      include_ratings: ratings,
      include_reviews: reviews,
      tag: tag.trim() || null,
    })
    showMessage(enabled ? shareTexts.value.isSaved : shareTexts.value.isShared)
    onSaved(saved)
  }
  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(send, ['display_name', 'tag'])
  const texts = shareTexts.value
  return (
    <form class="form" ref={form} onSubmit={submit} noValidate>
      {error !== undefined && <Problem error={error} />}
      <TextField
        label={texts.name}
        name="display_name"
        autocomplete="off"
        maxLength={2 * maxDisplayNameLength}
        value={name}
        onInput={({ currentTarget }) => setName(currentTarget.value)}
        issue={issue('display_name')}
        hint={texts.nameHint}
      />
      <div>
        <label class="check-line">
          <input
            type="checkbox"
            checked={ratings}
            onChange={({ currentTarget }) => setRatings(currentTarget.checked)}
          />
          {texts.ratings}
        </label>
        <label class="check-line">
          <input
            type="checkbox"
            checked={reviews}
            onChange={({ currentTarget }) => setReviews(currentTarget.checked)}
          />
          {texts.reviews}
        </label>
      </div>
      <div class="combobox">
        <TextField
          label={texts.tag}
          name="tag"
          {...completion.input}
          maxLength={2 * maxTagLength}
          value={tag}
          onInput={({ currentTarget }) => {
            setTag(currentTarget.value)
            completion.onTyped(currentTarget.value)
          }}
          onKeyDown={(event) => void completion.onKey(event)}
          issue={issue('tag')}
          hint={texts.tagHint}
        />
        <Suggestions completion={completion} label={texts.tag} />
      </div>
      <Shown name={name.trim()} tag={tag.trim()} ratings={ratings} reviews={reviews} />
      <div>
        <SubmitButton
          busy={busy}
          secondsLeft={secondsLeft}
          busyText={enabled ? texts.saving : texts.starting}
          plain={enabled}
        >
          {enabled ? texts.save : texts.start}
        </SubmitButton>
      </div>
    </form>
  )
}
