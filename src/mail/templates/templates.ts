import type { LinkPurpose } from '../links.ts'
import { linkTemplates } from './links.ts'
import { type NoticeKind, notices } from './notices.ts'
import type { Template } from './template.ts'

export type MailTemplate = keyof typeof linkTemplates | `notice_${NoticeKind}`

const account = { path: 'account', label: 'Look at your account' }

const advice = 'If it was not you, sign out every device and choose a new password.'

/** Of an account that cannot sign in. */
const withoutPage = new Set<string>([
  'account_disabled',
  'account_erased',
  'abandoned_account_erased',
] satisfies NoticeKind[])

const noticeTemplates = Object.entries(notices).map(
  ([kind, [subject, text, toDo = advice]]): [string, Template] => [
    `notice_${kind}`,
    { subject, paragraphs: [text, toDo], ...(!withoutPage.has(kind) && { page: account }) },
  ],
)

const templates = new Map<string, Template>([...Object.entries(linkTemplates), ...noticeTemplates])

/** @returns the template of a row; undefined for one of another version of the service */
export const templateOf = (name: string): Template | undefined => templates.get(name)

export const linkPurposeOf = (template: MailTemplate): LinkPurpose | undefined =>
  templates.get(template)?.link?.purpose
