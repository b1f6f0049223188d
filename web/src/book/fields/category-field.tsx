import { fieldLabel } from '../../library/field-names.ts'
import { categories, categoryName } from '../../router/categories.ts'
import type { FormFields } from './form-fields.ts'

export const CategoryField = ({ draft, set, issue }: FormFields) => (
  <fieldset class="field" aria-describedby={issue('category') ? 'category-issue' : undefined}>
    <legend>{fieldLabel('category')}</legend>
    <div class="category-options">
      {[...categories, null].map((category) => (
        <label key={category ?? 'none'} class="category-option" data-category={category}>
          <input
            class="covering-input"
            type="radio"
            name="category"
            value={category ?? ''}
            aria-invalid={issue('category') ? 'true' : undefined}
            checked={category === draft.category}
            onChange={() => set({ category })}
          />
          {category && <span class="swatch" />}
          {categoryName(category)}
        </label>
      ))}
    </div>
    {issue('category') && (
      <p class="issue" id="category-issue">
        {issue('category')}
      </p>
    )}
  </fieldset>
)
