import { afterAll, afterEach, expect } from 'vitest'
import { rememberEncodings } from './images.ts'
import { captureLog, endTest, releaseLog } from './logs.ts'
import { computeCheapHashes } from './password-hashes.ts'
import { startEmpty } from './storage.ts'

captureLog()
computeCheapHashes()
rememberEncodings()
await startEmpty()

afterEach(({ task }) => endTest(task.result?.state === 'fail'))

// The log of the whole test run is searched, file by file.
afterAll(() => expect(releaseLog(), 'secrets or personal data in the log').toEqual([]))
