import { linkUrl } from '../links.ts'
import type { Template } from './template.ts'

export interface Rendered {
  subject: string
  text: string
  html: string
}

const escaped: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => escaped[sign] ?? sign)

const timeForm = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'UTC',
})

const font = 'font:16px/1.5 system-ui,sans-serif;color:#222'
const button =
  'display:inline-block;padding:12px 20px;border-radius:8px;background:#7a2e2e;color:#fff;text-decoration:none'

/**
 * @param at the instant of the cause
 * @param token of the link, for a template with one
 * @returns the mail as plain text and as HTML, both with the same words
 */
export const render = (
  { subject, paragraphs, link, page }: Template,
  { publicUrl, at, token = '' }: { publicUrl: string; at: Date; token?: string | undefined },
): Rendered => {
  const action = link
    ? { label: link.label, url: linkUrl(publicUrl, link.purpose, token) }
    : page && { label: page.label, url: `${publicUrl}/#/${page.path}` }
  const foot = `Bookplate, ${publicUrl}. This happened on ${timeForm.format(at)} UTC.`
  const text = [...paragraphs, ...(action ? [`${action.label}:\n${action.url}`] : []), foot].join('\n\n')
  const html = [
    '<!doctype html>',
    `<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>`,
    `<body style="${font};margin:0 auto;padding:24px;max-width:36em">`,
    `<h1 style="font-size:20px">${escapeHtml(subject)}</h1>`,
    ...paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`),
    ...(action
      ? [
          `<p><a style="${button}" href="${escapeHtml(action.url)}">${escapeHtml(action.label)}</a></p>`,
          `<p style="font-size:14px;overflow-wrap:anywhere">${escapeHtml(action.url)}</p>`,
        ]
      : []),
    `<p style="font-size:14px;color:#666">${escapeHtml(foot)}</p>`,
    '</body></html>',
  ].join('\n')
  return { subject: `${subject} – Bookplate`, text, html }
}
