import type { Reporter, TestModule } from 'vitest/node'

/** Prints the number of cells. A test of the matrix is a cell. */
export class CellReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]) {
    const cells = modules.flatMap(({ children }) => [...children.allTests()])
    const failed = cells.filter((cell) => cell.result().state !== 'passed')
    console.log(`cells: ${cells.length}, failed: ${failed.length}`)
  }
}
