import { Component, type ComponentChildren } from 'preact'
import { Problem } from '../errors/problem.tsx'

/** A page that breaks says so, instead of vanishing. */
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
