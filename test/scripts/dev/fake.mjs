import { freePort, makeClone, startDev } from './clone.mjs'

const clones = []
const devs = []

/** Ends what a failed test has left running, and removes the clones. */
export const removeFakes = async () => {
  await Promise.all(devs.map(({ stop }) => stop()))
  for (const clone of clones) clone.remove()
}

/**
 * Starts `npm run dev` in a clone whose wrangler and Vite play.
 * @param {{ fake?: object, prepare?: (clone: object) => unknown, clone?: object, port?: number | string,
 *   args?: string[] }} [options] `fake`: see fake-wrangler.mjs and fake-vite.mjs; `clone`: that of an earlier start
 */
export const startFake = async ({
  fake = {},
  prepare = () => {},
  clone = makeClone({ isFake: true }),
  ...options
} = {}) => {
  clones.push(clone)
  clone.write('calls', '')
  await prepare(clone)
  const env = { FAKE: JSON.stringify(fake), FAKE_CALLS: clone.path('calls') }
  const port = options.port ?? (await freePort())
  const dev = startDev(clone, { ...options, port, env })
  devs.push(dev)
  return { ...dev, clone, port, calls: () => clone.read('calls').split('\n').filter(Boolean) }
}

/** Runs it until it ends by itself. */
export const runFake = async (options) => {
  const { ended, output, calls, clone } = await startFake(options)
  const code = await ended
  return { code, output: output(), calls: calls(), clone }
}
