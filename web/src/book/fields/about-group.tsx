import { maxNameLength } from '../../../../src/books/limits.ts'
import { TextField } from '../../forms/field.tsx'
import { TextAreaField } from '../../forms/text-area-field.tsx'
import { fieldLabel } from '../../library/field-names.ts'
import { CategoryField } from './category-field.tsx'
import { decimal, maxLength, textProps } from './form-fields.ts'
import { Group, type GroupFields } from './group.tsx'
import { NameInput } from './name-input.tsx'
import { fieldTexts } from './texts.ts'

export const AboutGroup = (props: GroupFields) => (
  <Group
    {...props}
    title={fieldTexts.value.about.title}
    summary={fieldTexts.value.about.summary}
    names={['category', 'series', 'series_number', 'description']}
  >
    <CategoryField {...props} />
    <div class="field-pair wide-first">
      <NameInput
        facet="series"
        label={fieldLabel('series')}
        issue={props.issue('series')}
        value={props.draft.series}
        {...maxLength(maxNameLength)}
        onText={(series) => props.set({ series })}
      />
      <TextField label={fieldTexts.value.about.number} {...textProps(props, 'series_number')} {...decimal} />
    </div>
    <TextAreaField label={fieldLabel('description')} rows={5} {...textProps(props, 'description')} />
  </Group>
)
