import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const commands = {
  curl: (code) => ['bash', ['-c', code]],
  TypeScript: (code) => [process.execPath, ['--input-type=module-typescript', '--eval', code]],
  Python: (code) => ['python3', ['-c', code]],
}

/** Runs a program in test/fixtures. @returns what it printed */
export const run = async (language, code) => {
  const [command, words] = commands[language](code)
  const cwd = fileURLToPath(new URL('../../fixtures', import.meta.url))
  const { stdout } = await promisify(execFile)(command, words, { cwd, timeout: 30_000 })
  return stdout
}
