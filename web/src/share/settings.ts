import { data, type Share } from 'bookplate/client'
import { api } from '../session/session.ts'

export type ShareSettings = Share
type ShareInput = Parameters<typeof api.users.share.$put>[0]['json']

export const readSettings = (): Promise<ShareSettings> => data(api.users.share.$get())

export const saveSettings = (json: ShareInput): Promise<ShareSettings> => data(api.users.share.$put({ json }))

/**
 * Switches the share off, or moves it to a new address. It reads what the share includes just before, because another tab
 * may have changed it.
 */
export const changeShare = async (change: { enabled: boolean; rotate?: true }): Promise<ShareSettings> => {
  const { include_ratings, include_reviews } = await readSettings()
  return saveSettings({ include_ratings, include_reviews, ...change })
}
