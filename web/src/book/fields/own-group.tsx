import { ExtraField } from './extra-field.tsx'
import { Group, type GroupFields } from './group.tsx'

export const OwnGroup = (props: GroupFields) => (
  <Group
    {...props}
    isPrivate
    title="Your own fields"
    summary="Anything else that you want to keep"
    names={['extra']}
  >
    <ExtraField {...props} />
  </Group>
)
