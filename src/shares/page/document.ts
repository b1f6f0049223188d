import { type Markup, markup } from '../markup.ts'
import type { Language, Texts } from './texts.ts'

/**
 * No script runs, and nothing comes from another origin. JSON-LD is data, which no policy stops. There is no `report-to`: a
 * report would hold the address.
 */
export const pageHeaders = (language: Language) => ({
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Language': language,
  Vary: 'Accept-Language',
  'Content-Security-Policy':
    "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
})

interface Parts {
  language: Language
  texts: Texts
  title: string
  /** In `<head>`. */
  head?: Markup
  content: Markup
  /** Links of the foot, before that to the service. */
  foot?: Markup
}

/** @returns a whole page for visitors, as HTML */
export const documentOf = ({ language, texts, title, head, content, foot }: Parts): string =>
  markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#f4ecdc" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#171310" media="(prefers-color-scheme: dark)">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/share.css">
${head}</head>
<body>
${content}
<footer>${foot}<p>${texts.made} <a href="/">Bookplate</a></p></footer>
</body>
</html>
`.text
