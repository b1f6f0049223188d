import { number } from '../../i18n/format.ts'
import { type Stats, shelfMeters } from '../figures.ts'
import { lengthText } from '../format.ts'
import type { PictureOptions } from './make-picture.ts'
import { pictureTexts } from './texts.ts'

export interface Shown {
  name: string | undefined
  rating: boolean
}

/** @param left how many books have no place on the picture */
export const partsOf = (
  { total, ratings }: Stats,
  year: number,
  left: number,
  { name, rating }: Shown,
): PictureOptions['parts'] => {
  const texts = pictureTexts.value
  const figures: [string, string][] = [[number(total.books), texts.books(total.books)]]
  if (total.pages > 0) {
    figures.push([number(total.pages), texts.pages(total.pages)])
    figures.push([lengthText(shelfMeters(total.pages)), texts.ofShelf])
  }
  if (rating && ratings.average !== null) figures.push([number(ratings.average), texts.stars])
  return {
    year,
    title: texts.title,
    owner: name === undefined ? undefined : texts.owner(name),
    more: left > 0 ? texts.more(left) : undefined,
    figures,
  }
}
