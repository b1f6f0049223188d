import { longPasswordLength, maxPasswordLength, minPasswordLength } from '../src/auth/passwords/limits.ts'
import { maxImportBytes, maxImportRows } from '../src/books/import/limits.ts'
import { maxDescriptionLength, maxQueryLength, maxTitleLength } from '../src/books/limits.ts'
import { maxCoverBytes, maxCoverSide, maxUploadPixels, maxUploadSide } from '../src/covers/limits.ts'
import { maxEmailLength, maxNameLength, maxNameWords } from '../src/users/limits.ts'

/** The limits of the service, for forms. Lengths are in code points, sizes in bytes, sides in pixels. */
export const limits = {
  maxTitleLength,
  maxDescriptionLength,
  maxQueryLength,
  maxImportBytes,
  maxImportRows,
  maxCoverBytes,
  maxUploadSide,
  maxUploadPixels,
  maxCoverSide,
  minPasswordLength,
  maxPasswordLength,
  longPasswordLength,
  maxEmailLength,
  maxNameLength,
  maxNameWords,
} as const
