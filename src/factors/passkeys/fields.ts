import * as z from 'zod'

/** Bytes as base64url, in a request. Their exact form is checked where they are decoded. */
export const base64urlText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[\w-]+$/)
