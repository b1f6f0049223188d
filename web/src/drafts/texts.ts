import { areaTexts } from '../i18n/texts.ts'

export const english = {
  offers: 'Kept drafts',
  /** @param time as in `today, 14:05` */
  offer: (title: string, time: string): string =>
    title === '' ? `A draft from ${time}.` : `A draft of “${title}” from ${time}.`,
  continue: 'Continue',
  discard: 'Discard',
  kept: (title: string): string => (title === '' ? 'The draft is kept.' : `The draft of “${title}” is kept.`),
  keptInPage: (title: string): string =>
    `The draft${title === '' ? '' : ` of “${title}”`} is kept until this page is closed. The browser could not store it.`,
  discarded: 'The draft is discarded.',
  undo: 'Undo',
}

export const draftTexts = areaTexts('drafts', english)
