import type { LinkPurpose } from '../links.ts'

/** The content of a mail. All of it is text of the service: nothing that a person wrote stands in a mail. */
export interface Template {
  subject: string
  paragraphs: readonly string[]
  /** A link that does something, once. */
  link?: { purpose: LinkPurpose; label: string }
  /** A page of the web app, by its fragment. */
  page?: { path: string; label: string }
}
