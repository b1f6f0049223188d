// `npm run soak [-- --short]`: mixed traffic of thousands of readers against the local Worker, which is killed with
// `kill -9` again and again. After each restart everything that was acknowledged must be there. See docs/operations.md.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readOptions } from './soak/options.mjs'
import { printSummary, printViolations } from './soak/report.mjs'
import { runSoak } from './soak/run.mjs'

const options = readOptions()
const folder = mkdtempSync(join(tmpdir(), 'bookplate-soak-'))
// Ends the Worker as well, see service.mjs.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1))

console.log(`Soaking ${options.readers} readers, seed ${options.seed}, in ${folder}`)
const result = await runSoak(options, folder)
printSummary(result)
if (result.violations.length > 0) {
  printViolations(result.violations, folder)
  process.exitCode = 1
} else rmSync(folder, { recursive: true })
