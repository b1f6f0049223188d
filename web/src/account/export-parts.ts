import type { ExportFormat } from 'bookplate/client'
import { client } from '../session/session.ts'

/**
 * Starts the download of a part. A link works for one download, so each part needs a link of its own.
 * @returns the part that follows; `undefined` after the last
 */
export const downloadPart = async (format: ExportFormat, part?: string): Promise<string | undefined> => {
  const next = await client.nextExportPart(format, part)
  const link = document.createElement('a')
  link.href = await client.downloadUrl(format, part)
  link.download = ''
  link.click()
  return next
}
