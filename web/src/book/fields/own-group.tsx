import { fieldLabel } from '../../library/field-names.ts'
import { ExtraField } from './extra-field.tsx'
import { Group, type GroupFields } from './group.tsx'
import { fieldTexts } from './texts.ts'

export const OwnGroup = (props: GroupFields) => (
  <Group
    {...props}
    isPrivate
    title={fieldLabel('extra')}
    summary={fieldTexts.value.own.summary}
    names={['extra']}
  >
    <ExtraField {...props} />
  </Group>
)
