import type { Reporter, TestModule, TestState } from 'vitest/node'

/** Prints the number of cells that ran. A test of the matrix is a cell. */
export class CellReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]) {
    const count = (state: TestState) =>
      modules.flatMap(({ children }) => [...children.allTests(state)]).length
    console.log(`cells: ${count('passed') + count('failed')}, failed: ${count('failed')}`)
  }
}
