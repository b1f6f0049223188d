// Prints how many tests passed and failed, from the reports in coverage/.
import { readdirSync, readFileSync } from 'node:fs'

const folder = new URL('../coverage/', import.meta.url)

const ofVitest = (report) => {
  const { numPassedTests, numFailedTests } = JSON.parse(report)
  return { passed: numPassedTests, failed: numFailedTests }
}

const ofTap = (report) => {
  const count = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(report)?.[1])
  return { passed: count('pass'), failed: count('fail') }
}

// scripts/supply-chain.mjs writes the list of packages there as well.
const isReport = (name) => !name.endsWith('.cdx.json')

const counts = readdirSync(folder)
  .filter(isReport)
  .flatMap((name) => {
    const read = () => readFileSync(new URL(name, folder), 'utf8')
    if (name.endsWith('.json')) return [ofVitest(read())]
    return name.endsWith('.tap') ? [ofTap(read())] : []
  })
const total = (key) => counts.reduce((sum, count) => sum + count[key], 0)

console.log(`${total('passed')} passed, ${total('failed')} failed`)
