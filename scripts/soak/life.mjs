import { setTimeout as sleep } from 'node:timers/promises'
import { checkIntegrity } from './integrity.mjs'

const pollMs = 20
const memoryEveryMs = 500

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

/** Kills the process while writes wait for their responses. @returns their number */
const killInTheMiddle = async ({ service, traffic, lanes }) => {
  const { promise, resolve } = Promise.withResolvers()
  const giveUp = setTimeout(resolve, 2000)
  const timer = setInterval(() => traffic.writing() >= lanes / 4 && resolve(), 1)
  await promise
  clearInterval(timer)
  clearTimeout(giveUp)
  const writing = traffic.writing()
  const dead = service.kill()
  traffic.stop()
  await dead
  return writing
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
