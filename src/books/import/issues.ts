/** The reasons why a cell is not in its field: `code → message`. The value is kept in `extra`, under the name of its column. */
export const issueMessages = {
  invalid_date: 'This is not a date that the import can read.',
  partial_date: 'The day or the month is missing.',
  ambiguous_date: 'The date may be day/month or month/day.',
  future_date: 'The date lies in the future.',
  dates_reversed: 'The end lies before the start.',
  invalid_isbn: 'This is not an ISBN, or its check digit is wrong.',
  lost_isbn: 'A spreadsheet has rounded the ISBN to a number, so its digits are lost.',
  other_isbn: 'The row has another ISBN already.',
  invalid_rating: 'The rating is not between 0.25 and 5 stars, in quarters.',
  invalid_number: 'This is not a number that the field can have.',
  unknown_status: 'Bookplate does not have this status.',
  unknown_category: 'Bookplate does not have this category.',
  unknown_language: 'This is not the name or the code of a language.',
  several_languages: 'A book has one language: the first one is used.',
  unknown_yes_no: 'This is neither yes nor no.',
  read_count: 'The number of readings differs from the dates.',
  too_long: 'The text is too long for its field.',
  too_many: 'The field cannot have as many values: the first ones are used.',
  title_shortened: 'The title has more than 200 characters, and is shortened.',
  second_value: 'The row has another value for the field already.',
  invalid_value: 'The field cannot have this value.',
  damaged_text: 'Some characters of the file are broken, and were replaced.',
} as const

export type IssueCode = keyof typeof issueMessages

export const issueCodes = Object.keys(issueMessages) as [IssueCode, ...IssueCode[]]

/** A cell whose value is not, or not completely, in its field. */
export interface Issue {
  column: string
  code: IssueCode
  /** The start of the cell. */
  value: string
}

/** The reasons why a row is not imported: `code → message`, without its full stop. */
const problems = {
  ragged_row: 'The row has more cells than the first line of the file',
  malformed_quotes: 'A quoted cell has a quote in its middle, so its end is not clear',
  title_empty: 'The title is missing',
  invalid_text: 'The text is not well-formed Unicode',
  too_much_text: 'The row has more text than a book can keep',
} as const

export type ProblemCode = keyof typeof problems

export const problemCodes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]]

export interface Problem {
  code: ProblemCode
  message: string
}

/** @param where the name of the column with the problem */
export const problemOf = (code: ProblemCode, where?: string): Problem => ({
  code,
  message: `${problems[code]}${where === undefined ? '' : `: ${where}`}.`,
})
