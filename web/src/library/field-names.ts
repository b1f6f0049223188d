import type { BookField, Format, Status } from './book.ts'
import { english, libraryTexts } from './texts.ts'

export const statuses = Object.keys(english.statuses) as Status[]
export const formats = Object.keys(english.formats) as Format[]

export const statusName = (status: Status): string => libraryTexts.value.statuses[status]
export const formatName = (format: Format): string => libraryTexts.value.formats[format]
export const fieldLabel = (field: BookField): string => libraryTexts.value.fields[field]
