import { dateTimeText } from '../i18n/format.ts'
import { areaTexts } from '../i18n/texts.ts'

export const english = {
  offline: 'You are offline.',
  unreachable: 'The library cannot be reached.',
  /** @param loadedAt in milliseconds since 1970; undefined while nothing is loaded */
  shown: (loadedAt: number | undefined): string =>
    loadedAt === undefined
      ? 'Everything else needs a connection.'
      : `You see what was loaded on ${dateTimeText(loadedAt)}. Changes need a connection.`,
}

export const connectionTexts = areaTexts('connection', english)
