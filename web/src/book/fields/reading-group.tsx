import { TextField } from '../../forms/field.tsx'
import { SelectField } from '../../forms/select-field.tsx'
import { TextAreaField } from '../../forms/text-area-field.tsx'
import { fieldLabel } from '../../library/field-names.ts'
import { decimal, textProps } from './form-fields.ts'
import { Group, type GroupFields } from './group.tsx'
import { ReadingsField } from './readings-field.tsx'
import { TagsField } from './tags-field.tsx'
import { fieldTexts } from './texts.ts'

export const ReadingGroup = (props: GroupFields) => (
  <Group
    {...props}
    isPrivate
    title={fieldTexts.value.reading.title}
    summary={fieldTexts.value.reading.summary}
    names={['progress', 'readings', 'tags', 'review', 'notes', 'owned']}
  >
    <div class="field-pair">
      <TextField
        label={fieldTexts.value.reading.progress}
        {...textProps(props, 'progress')}
        {...decimal}
        maxLength={10}
      />
      <SelectField
        label={fieldTexts.value.reading.isOwned}
        name="owned"
        none={fieldTexts.value.reading.notSaid}
        value={props.draft.owned === null ? null : props.draft.owned ? 'yes' : 'no'}
        options={[
          ['yes', fieldTexts.value.reading.yes],
          ['no', fieldTexts.value.reading.no],
        ]}
        issue={props.issue('owned')}
        onChange={(value) => props.set({ owned: value === null ? null : value === 'yes' })}
      />
    </div>
    <ReadingsField {...props} />
    <TagsField {...props} />
    <TextAreaField label={fieldLabel('review')} rows={4} {...textProps(props, 'review')} />
    <TextAreaField label={fieldLabel('notes')} rows={3} {...textProps(props, 'notes')} />
  </Group>
)
