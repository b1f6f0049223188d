import { Component, type ComponentChildren } from 'preact'
import { Problem } from '../errors/problem.tsx'

/** Shows an error message in place of a page that failed to render. */
export class ErrorBoundary extends Component<{ children: ComponentChildren }, { error?: unknown }> {
  override state: { error?: unknown } = {}

  static override getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    if (this.state.error === undefined) return this.props.children
    return (
      <main class="main">
        <Problem error={this.state.error} retry={() => location.reload()} />
      </main>
    )
  }
}
