import { maxNameLength } from '../../../../src/books/limits.ts'
import { TextField } from '../../forms/field.tsx'
import { TextAreaField } from '../../forms/text-area-field.tsx'
import { CategoryField } from './category-field.tsx'
import { decimal, maxLength, textProps } from './form-fields.ts'
import { Group, type GroupFields } from './group.tsx'
import { NameInput } from './name-input.tsx'

export const AboutGroup = (props: GroupFields) => (
  <Group
    {...props}
    title="About the book"
    summary="Category, series, description"
    names={['category', 'series', 'series_number', 'description']}
  >
    <CategoryField {...props} />
    <div class="field-pair wide-first">
      <NameInput
        facet="series"
        label="Series"
        issue={props.issue('series')}
        value={props.draft.series}
        {...maxLength(maxNameLength)}
        onText={(series) => props.set({ series })}
      />
      <TextField label="Number" {...textProps(props, 'series_number')} {...decimal} />
    </div>
    <TextAreaField label="Description" rows={5} {...textProps(props, 'description')} />
  </Group>
)
