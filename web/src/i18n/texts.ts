import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { browserLanguage, isChoiceKey, type Language, language, readChoice, storeChoice } from './language.ts'

/** The texts of each area in one language. */
type Translation = Readonly<Record<string, object>>

const translation = signal<Translation | undefined>(undefined)

/**
 * The texts of one area of the app. A component that reads `value` is rendered again when the language changes.
 * @param area the name of the area in a translation
 */
export const areaTexts = <Texts extends object>(area: string, english: Texts): ReadonlySignal<Texts> =>
  // A translation has the type of the English texts: see web/src/german.
  computed(() => (translation.value?.[area] as Texts | undefined) ?? english)

type Loaders = Readonly<Record<Exclude<Language, 'en'>, () => Promise<Translation>>>
let loaders: Loaders | undefined

let latest = 0

/** A later call wins, also if its texts arrive first. */
const show = async (wanted: Language): Promise<void> => {
  const attempt = ++latest
  const loaded = wanted === 'en' ? undefined : await loaders?.[wanted]()
  if (attempt !== latest) return
  translation.value = loaded
  language.value = wanted
  document.documentElement.lang = wanted
}

/** The reader chose a language in another tab. This tab keeps its own if the texts cannot be loaded. */
const follow = async (): Promise<void> => {
  try {
    await show(readChoice() ?? browserLanguage())
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
}

/** Shows the language of the reader's choice, or of the browser. English stays if its texts cannot be loaded. */
export const startLanguage = async (translations: Loaders): Promise<void> => {
  loaders = translations
  try {
    await show(readChoice() ?? browserLanguage())
  } catch {
    await show('en')
  }
  addEventListener('storage', ({ key }) => {
    if (isChoiceKey(key)) void follow()
  })
}

/**
 * Changes the language at once and for later visits.
 * @param choice undefined for the browser's language
 * @throws TypeError if the texts cannot be loaded; the language stays as it was
 */
export const chooseLanguage = async (choice: Language | undefined): Promise<void> => {
  await show(choice ?? browserLanguage())
  storeChoice(choice)
}
