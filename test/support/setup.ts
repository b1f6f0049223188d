import { computeCheapHashes } from './password-hashes.ts'
import { startEmpty } from './storage.ts'

computeCheapHashes()
await startEmpty()
