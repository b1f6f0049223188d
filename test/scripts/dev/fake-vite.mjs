// Plays Vite: one build that ends as FAKE says.
import { appendFileSync } from 'node:fs'

export const createLogger = () => ({})

export const build = async () => {
  appendFileSync(process.env.FAKE_CALLS, 'vite build\n')
  const { webError } = JSON.parse(process.env.FAKE)
  const events = webError
    ? [{ code: 'START' }, { code: 'ERROR', error: { message: webError } }, { code: 'END' }]
    : [{ code: 'START' }, { code: 'BUNDLE_END', result: { close: () => {} } }, { code: 'END' }]
  return {
    on: (_, hear) => {
      setImmediate(() => {
        for (const event of events) hear(event)
      })
    },
  }
}
