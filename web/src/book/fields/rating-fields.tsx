import { SelectField } from '../../forms/select-field.tsx'
import { fieldLabel, statuses, statusName } from '../../library/field-names.ts'
import type { FormFields } from './form-fields.ts'
import { fieldTexts } from './texts.ts'

/** 5, 4.75, … 0.25 */
const ratings = Array.from({ length: 20 }, (_, at) => (20 - at) / 4)

export const RatingFields = ({ draft, set, issue }: FormFields) => (
  <div class="field-pair">
    <SelectField
      label={fieldLabel('status')}
      name="status"
      none={fieldTexts.value.rating.notSet}
      value={draft.status}
      options={statuses.map((status) => [status, statusName(status)])}
      issue={issue('status')}
      onChange={(status) => set({ status })}
    />
    <SelectField
      label={fieldLabel('rating')}
      name="rating"
      none={fieldTexts.value.rating.notRated}
      value={draft.rating === null ? null : String(draft.rating)}
      options={ratings.map((stars) => [String(stars), fieldTexts.value.rating.stars(stars)])}
      issue={issue('rating')}
      onChange={(stars) => set({ rating: stars === null ? null : Number(stars) })}
    />
    <p class="hint">{fieldTexts.value.rating.hint}</p>
  </div>
)
