import { SelectField } from '../../forms/select-field.tsx'
import { statuses, statusName } from '../../library/field-names.ts'
import type { FormFields } from './form-fields.ts'

/** 5, 4.75, … 0.25 */
const ratings = Array.from({ length: 20 }, (_, at) => {
  const stars = String((20 - at) / 4)
  return [stars, `${stars} ${stars === '1' ? 'star' : 'stars'}`] as const
})

export const RatingFields = ({ draft, set, issue }: FormFields) => (
  <div class="field-pair">
    <SelectField
      label="Status"
      name="status"
      none="Not set"
      value={draft.status}
      options={statuses.map((status) => [status, statusName(status)])}
      issue={issue('status')}
      onChange={(status) => set({ status })}
    />
    <SelectField
      label="Rating"
      name="rating"
      none="Not rated"
      value={draft.rating === null ? null : String(draft.rating)}
      options={ratings}
      issue={issue('rating')}
      onChange={(stars) => set({ rating: stars === null ? null : Number(stars) })}
    />
    <p class="hint">Only you see status and rating.</p>
  </div>
)
