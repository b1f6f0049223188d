import { TextField } from '../../forms/field.tsx'
import { SelectField } from '../../forms/select-field.tsx'
import { TextAreaField } from '../../forms/text-area-field.tsx'
import { decimal, textProps } from './form-fields.ts'
import { Group, type GroupFields } from './group.tsx'
import { ReadingsField } from './readings-field.tsx'
import { TagsField } from './tags-field.tsx'

const owned = [
  ['yes', 'Yes'],
  ['no', 'No'],
] as const

export const ReadingGroup = (props: GroupFields) => (
  <Group
    {...props}
    isPrivate
    title="Your reading"
    summary="Progress, days, tags, review, notes"
    names={['progress', 'readings', 'tags', 'review', 'notes', 'owned']}
  >
    <div class="field-pair">
      <TextField label="Progress in percent" {...textProps(props, 'progress')} {...decimal} maxLength={10} />
      <SelectField
        label="Do you own it?"
        name="owned"
        none="Not said"
        value={props.draft.owned === null ? null : props.draft.owned ? 'yes' : 'no'}
        options={owned}
        issue={props.issue('owned')}
        onChange={(value) => props.set({ owned: value === null ? null : value === 'yes' })}
      />
    </div>
    <ReadingsField {...props} />
    <TagsField {...props} />
    <TextAreaField label="Review" rows={4} {...textProps(props, 'review')} />
    <TextAreaField label="Notes" rows={3} {...textProps(props, 'notes')} />
  </Group>
)
