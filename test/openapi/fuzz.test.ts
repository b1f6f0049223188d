import { describe } from 'vitest'
import { fuzz } from './fuzz/run.ts'

const isOf =
  (...names: string[]) =>
  ({ tags }: { tags: string[] }) =>
    tags.some((tag) => names.includes(tag))

const isOfAccounts = isOf('Account', 'Sessions')
const isOfBooks = isOf('Books')

describe('generated requests to', () => {
  fuzz('accounts and sessions', isOfAccounts, 1)
  fuzz('books', isOfBooks, 2)
  fuzz('all other operations', (operation) => !isOfAccounts(operation) && !isOfBooks(operation), 3)
})
