import type { ComponentChildren } from 'preact'

/** One way to sign in, or to get back in. */
export const MethodPart = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <div class="method">
    <h3>{title}</h3>
    {children}
  </div>
)
