import { fuzz } from './fuzz/run.ts'

fuzz(({ tags }) => tags.includes('Account') || tags.includes('Sessions'), 1700, 1)
