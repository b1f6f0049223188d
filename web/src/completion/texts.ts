import { number, plural } from '../i18n/format.ts'
import { areaTexts } from '../i18n/texts.ts'

export const english = {
  suggestions: (label: string): string => `Suggestions: ${label}`,
  found: (count: number): string =>
    plural(count, {
      one: '1 suggestion. Press the down arrow.',
      other: `${number(count)} suggestions. Press the down arrow.`,
    }),
}

export const completionTexts = areaTexts('completion', english)
