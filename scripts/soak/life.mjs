import { setTimeout as sleep } from 'node:timers/promises'
import { checkIntegrity } from './integrity.mjs'

const pollMs = 20
const memoryEveryMs = 500
const maxDelayMs = 30

/** @returns whether this life of the process has had its share of the requests or seconds */
const shareOf = ({ requests, seconds }, lives, counts) => {
  if (seconds !== undefined) {
    const end = performance.now() + (seconds / lives) * 1000
    return () => performance.now() >= end
  }
  const last = counts.requests + requests / lives
  return () => counts.requests >= last
}

/** Lets all readers act for a while. @returns when the share is used up, with the most memory that workerd had */
const soak = async ({ service, violations, isOver }) => {
  let peakMb = 0
  let measuredAt = 0
  while (!isOver() && violations.length === 0) {
    await sleep(pollMs)
    if (performance.now() - measuredAt < memoryEveryMs) continue
    measuredAt = performance.now()
    peakMb = Math.max(peakMb, service.memoryMb())
  }
  return peakMb
}

// An upload writes its files and its row one after the other, so most of what can be half done is an upload.
const isBusy = ({ writes, uploads }, lanes) => writes >= lanes / 4 && uploads >= Math.min(3, lanes / 4)

/** Kills the process while writes wait for their responses. @returns their number */
const killInTheMiddle = async ({ service, traffic, random, lanes }) => {
  const giveUpAt = performance.now() + 2000
  while (!isBusy(traffic.inFlight, lanes) && performance.now() < giveUpAt) await sleep(1)
  // Each kill hits another step of the work.
  await sleep(random() * maxDelayMs)
  const { writes } = traffic.inFlight
  const dead = service.kill()
  traffic.stop()
  await dead
  return writes
}

/** One life of the process: traffic, then `kill -9` or, in the last one, silence. */
export const live = async (context, { lives, isLast }) => {
  const { budget, counts, traffic, service, folder } = context
  const stopped = traffic.start()
  const peakMb = await soak({ ...context, isOver: shareOf(budget, lives, counts) })
  const killed = isLast ? undefined : await killInTheMiddle(context)
  traffic.stop()
  await stopped
  const problems = isLast ? [] : checkIntegrity(folder)
  return { peakMb: Math.max(peakMb, isLast ? service.memoryMb() : 0), killed, problems }
}
