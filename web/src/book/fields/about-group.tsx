import { maxNameLength } from '../../../../src/books/limits.ts'
import { TextField } from '../../forms/field.tsx'
import { TextAreaField } from '../../forms/text-area-field.tsx'
import { CategoryField } from './category-field.tsx'
import { decimal, maxLength, textProps } from './form-fields.ts'
import { Group, type GroupFields } from './group.tsx'

export const AboutGroup = (props: GroupFields) => (
  <Group
    {...props}
    title="About the book"
    summary="Category, series, description"
    names={['category', 'series', 'series_number', 'description']}
  >
    <CategoryField {...props} />
    <div class="field-pair wide-first">
      <TextField label="Series" {...textProps(props, 'series')} {...maxLength(maxNameLength)} />
      <TextField label="Number" {...textProps(props, 'series_number')} {...decimal} />
    </div>
    <TextAreaField label="Description" rows={5} {...textProps(props, 'description')} />
  </Group>
)
