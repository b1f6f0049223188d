import type * as z from 'zod'

const typeNames: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
}

/** The message for a field of a form or a query parameter that is there several times, and is no list. */
export const repeatedMessage = 'Must be given only once.'

/** The message for invalid input. A schema may define a more precise one. */
export const issueMessage = (issue: z.core.$ZodRawIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'Is required.'
      return `Must be ${typeNames[issue.expected] ?? `of type ${issue.expected}`}.`
    case 'invalid_value':
      if (issue.input === undefined) return 'Is required.'
      return issue.values.length === 1
        ? `Must be ${String(issue.values[0])}.`
        : `Must be one of: ${issue.values.map(String).join(', ')}.`
    case 'too_small':
      return `Must be at least ${issue.minimum}.`
    case 'too_big':
      return `Must be at most ${issue.maximum}.`
    case 'not_multiple_of':
      return `Must be a multiple of ${issue.divisor}.`
    default:
      return 'Is not valid.'
  }
}
