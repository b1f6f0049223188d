// `npm run bench:sign-in`: compares the time of a failed sign-in for an email that exists and one that does not, which
// must be equal. Medians of 40 attempts each, in turn.
import { median } from './measure.mjs'
import { startWorker } from './worker.mjs'

const attempts = 40
const worker = await startWorker()

const post = async (path, body) => {
  const headers = { 'Content-Type': 'application/json' }
  const response = await worker.fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: response.status, text: await response.text() }
}

const timed = async (email) => {
  const start = performance.now()
  const { status, text } = await post('/users/login', { email, password: 'not the password' })
  if (status !== 401) throw new Error(`${status}: ${text}`)
  return performance.now() - start
}

await post('/users', {
  name: 'Mary Shelley',
  email: 'known@example.com',
  password: 'It was on a dreary night',
})
const known = []
const unknown = []
for (let i = -3; i < attempts; i++) {
  const pair = [await timed('known@example.com'), await timed(`unknown-${i}@example.com`)]
  if (i < 0) continue // warm-up
  known.push(pair[0])
  unknown.push(pair[1])
}
const ratio = median(unknown) / median(known)
console.log(
  `wrong password  ${median(known).toFixed(1)} ms\nunknown email   ${median(unknown).toFixed(1)} ms`,
)
console.log(`ratio of the medians over ${attempts} attempts each: ${ratio.toFixed(3)}`)
await worker.close()
