const place =
  /^(?<name>.+?)\s*(?:[;,:]|--?)?\s*\(?(?:#|\b(?:bk|book|no|vol|volume|v|number)\b\.?)\s*(?<number>\d{1,4}(?:\.\d{1,2})?)\)?$/i
const afterSemicolon = /^(?<name>.+?)\s*;\s*(?<number>\d{1,4}(?:\.\d{1,2})?)$/

/**
 * Takes the place off the end of a series, where libraries write it: "Discworld ; 5", "Discworld, #5", "Discworld -- bk. 5".
 * A number without such a sign belongs to the name: "Catch 22".
 */
export const readSeries = (text: string | undefined): { series?: string; series_number?: number } => {
  if (text === undefined || text.length > 300) return {}
  const { name, number } = (place.exec(text) ?? afterSemicolon.exec(text))?.groups ?? {}
  return name && number ? { series: name, series_number: Number(number) } : { series: text }
}
