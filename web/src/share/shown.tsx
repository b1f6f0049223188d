import { shareTexts } from './texts.ts'

interface ShownProps {
  name: string
  tag: string
  ratings: boolean
  reviews: boolean
}

/** Says what visitors would see with these settings. */
export const Shown = ({ name, tag, ratings, reviews }: ShownProps) => {
  const texts = shareTexts.value
  return (
    <div class="share-shown">
      <h3>{texts.shown}</h3>
      <ul>
        <li>{tag === '' ? texts.facts : texts.factsOfTag(tag)}</li>
        <li>{name === '' ? texts.noName : texts.nameIs(name)}</li>
        {ratings && <li>{texts.ratingsAre}</li>}
        {reviews && <li>{texts.reviewsAre}</li>}
      </ul>
      <p class="hint">{texts.hidden}</p>
      <p class="hint">{texts.covers}</p>
    </div>
  )
}
