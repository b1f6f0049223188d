import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { RotationError } from '../key-rotation.mjs'

/** @template T @param {string} file @param {(text: string) => T} parse @returns {T} @throws RotationError */
export const readKeyFile = (file, parse) => {
  try {
    return parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new RotationError(`Cannot read ${file}: ${error.message}`)
  }
}

/** Atomic: a partly written file would lose the keys. */
export const writeKeyFile = (file, text) => {
  writeFileSync(`${file}.new`, text, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

/** @returns {() => unknown} the step by its name @throws RotationError */
export const stepNamed = (steps, step) => {
  if (Object.hasOwn(steps, step)) return steps[step]
  throw new RotationError(
    `Unknown step ${JSON.stringify(step)}: use ${Object.keys(steps).join(', ')}. \`npm run keys -- --help\` explains them.`,
  )
}

/** @returns {string} the command that deploys a secret from its file */
export const deployCommand = (name, file, env) =>
  `Deploy it: npx wrangler secret put ${name}${env === 'staging' ? ' --env staging' : ''} < ${file}`
