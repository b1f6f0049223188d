import { fuzz } from './fuzz/run.ts'

fuzz(({ tags }) => tags.includes('Books'), 1700, 2)
