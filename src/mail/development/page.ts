import { escapeHtml, type Rendered } from '../templates/render.ts'

interface ShownMail extends Partial<Rendered> {
  recipient: string
  template: string
  failures: number
  createdAt: Date
  sentAt: Date | null
}

const style = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { margin: 0 auto; padding: 24px; max-width: 70em }
  article { border: 1px solid #8886; border-radius: 12px; padding: 16px; margin: 16px 0 }
  header { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: baseline }
  h2 { font-size: 18px; margin: 0 }
  div { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(24em, 100%), 1fr)); gap: 16px; margin-top: 12px }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0 }
  iframe { width: 100%; height: 340px; border: 1px solid #8886; border-radius: 8px; background: #fff }
`

const stateOf = ({ sentAt, failures }: ShownMail): string =>
  sentAt ? 'sent' : failures > 0 ? `waits after ${failures} failures` : 'waits'

/** The URLs of our mails have no sign that HTML would need to escape. */
const withLinks = (text: string): string =>
  escapeHtml(text).replace(/https?:\/\/[^\s,]*[^\s,.]/g, (url) => `<a href="${url}">${url}</a>`)

/** A link opens a new tab: a frame may not show the web app. */
const asFrame = ({ html = '' }: ShownMail): string => `<base target="_blank">${html}`

const article = (mail: ShownMail): string => `
  <article>
    <header>
      <h2>${escapeHtml(mail.subject ?? mail.template)}</h2>
      <span>to ${escapeHtml(mail.recipient)}</span>
      <time>${mail.createdAt.toISOString()}</time>
      <span>${stateOf(mail)}</span>
    </header>
    <div>
      <pre>${withLinks(mail.text ?? '')}</pre>
      <iframe title="The mail as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escapeHtml(asFrame(mail))}"></iframe>
    </div>
  </article>`

/** The mails of the outbox, newest first, each as plain text and as HTML. */
export const outboxPage = (mails: ShownMail[]): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Outbox – Bookplate</title><style>${style}</style></head>
<body>
  <h1>Outbox</h1>
  <p>Mails of this machine, newest first. No mail leaves it. Reload for new ones.</p>
  ${mails.length === 0 ? '<p>There are no mails yet.</p>' : mails.map(article).join('')}
</body>
</html>
`
