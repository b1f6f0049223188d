import { fuzz } from './fuzz/run.ts'

const elsewhere = ['Account', 'Sessions', 'Books']

fuzz(({ tags }) => !tags.some((tag) => elsewhere.includes(tag)), 1700, 3)
