import { number } from '../i18n/format.ts'

/** Sticks below the bar while the books of its group pass by. */
export const GroupHeading = ({ text, count }: { text: string; count: number | undefined }) => (
  <h2 class="group-heading">
    <span dir="auto">{text}</span>
    {count !== undefined && <span class="group-count figures">{number(count)}</span>}
  </h2>
)
