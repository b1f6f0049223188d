// `npm run check:supply-chain`: the licences, the install scripts and the advisories of all packages, and a list of them
// (SBOM, CycloneDX) in coverage/sbom.cdx.json.
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readAudit } from './supply-chain/advisories.mjs'
import { licenceProblems } from './supply-chain/licences.mjs'
import { integrityProblems, scriptProblems } from './supply-chain/lockfile.mjs'
import { npm } from './supply-chain/npm.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))
const sbomFile = 'coverage/sbom.cdx.json'
const lockfiles = ['package-lock.json', ...globSync('tools/*/package-lock.json', { cwd: root }).sort()]

const readFolder = (path) => {
  const folder = join(root, dirname(path))
  const read = (name) => readFileSync(join(folder, name), 'utf8')
  return {
    folder,
    lockfile: JSON.parse(read('package-lock.json')),
    manifest: JSON.parse(read('package.json')),
    npmrc: existsSync(join(folder, '.npmrc')) ? read('.npmrc') : '',
  }
}

const checkFolder = (path) => {
  const files = readFolder(path)
  const { folder, lockfile } = files
  const audit = readAudit(npm(folder, 'audit', '--json', '--package-lock-only'))
  const count = Object.keys(lockfile.packages).length - 1
  const advisories = audit.unchecked ? `advisories not checked: ${audit.unchecked}` : 'advisories checked'
  console.log(`${path}: ${count} packages, licences and install scripts checked, ${advisories}`)
  return [
    ...licenceProblems(lockfile, path.startsWith('tools/')),
    ...scriptProblems(files),
    ...integrityProblems(lockfile),
    ...(audit.problems ?? []),
  ].map((problem) => `${path}: ${problem}`)
}

const writeSbom = () => {
  const text = npm(root, 'sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application')
  const { components } = JSON.parse(text)
  mkdirSync(join(root, dirname(sbomFile)), { recursive: true })
  writeFileSync(join(root, sbomFile), text)
  console.log(`SBOM: ${components.length} packages in ${sbomFile}`)
}

const problems = lockfiles.flatMap(checkFolder)
writeSbom()
for (const problem of problems) console.error(`✘ ${problem}`)
console.log(`supply chain: ${lockfiles.length} lockfiles, ${problems.length} problems`)
if (problems.length > 0) process.exitCode = 1
