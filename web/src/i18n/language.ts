import { computed, signal } from '@preact/signals'

/** Each language of the app, by its own name. */
export const languages = { en: 'English', de: 'Deutsch' } as const

export type Language = keyof typeof languages

const isLanguage = (text: string | null | undefined): text is Language =>
  typeof text === 'string' && Object.hasOwn(languages, text)

const choiceKey = 'bookplate:language'

/** @param key of a storage event; null if the whole storage was cleared */
export const isChoiceKey = (key: string | null): boolean => key === null || key === choiceKey

/** @returns the language that the reader chose; undefined if the browser's languages decide */
export const readChoice = (): Language | undefined => {
  // A browser may forbid the storage.
  try {
    const choice = localStorage.getItem(choiceKey)
    return isLanguage(choice) ? choice : undefined
  } catch {
    return undefined
  }
}

/** @param choice undefined lets the browser's languages decide again */
export const storeChoice = (choice: Language | undefined): void => {
  try {
    if (choice) localStorage.setItem(choiceKey, choice)
    else localStorage.removeItem(choiceKey)
  } catch {
    // The choice lasts until the page is closed.
  }
}

/** `de` for `de-AT` */
const languageOf = (tag: string) => tag.split('-', 1)[0]

export const browserLanguage = (): Language =>
  navigator.languages.map(languageOf).find((found) => isLanguage(found)) ?? 'en'

/** The language of the texts on the page. */
export const language = signal<Language>('en')

/** The BCP 47 tag for dates, numbers and names: `en-GB` for a British reader. */
export const locale = computed(
  () => navigator.languages.find((tag) => languageOf(tag) === language.value) ?? language.value,
)
