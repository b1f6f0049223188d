import { workerdCpuMs } from './cpu.mjs'

const now = () => performance.now()

/** One request, its body read to the end. @returns milliseconds */
const timed = async (request) => {
  const start = now()
  const response = await request()
  const body = await response.arrayBuffer()
  if (!response.ok) throw new Error(`${response.status}: ${new TextDecoder().decode(body)}`)
  return now() - start
}

/** `count` requests, `concurrency` of them at a time. */
const burst = async (request, { count, concurrency }) => {
  let left = count
  const latencies = []
  const lane = async () => {
    while (left-- > 0) latencies.push(await timed(request))
  }
  const [cpu, start] = [workerdCpuMs(), now()]
  await Promise.all(Array.from({ length: concurrency }, lane))
  const elapsedMs = now() - start
  return { latencies, perSecond: (count / elapsedMs) * 1000, cpuMs: (workerdCpuMs() - cpu) / count }
}

/** How many requests fill about a slice, after a warm-up. */
const calibrate = async (request, concurrency) => {
  await burst(request, { count: concurrency * 4, concurrency })
  const { perSecond } = await burst(request, { count: concurrency * 5, concurrency })
  return Math.max(concurrency, Math.round((perSecond * sliceMs) / 1000))
}

const sorted = (values) => values.toSorted((a, b) => a - b)

/** @param share 0.5 for the median */
export const quantile = (values, share) => sorted(values)[Math.ceil(values.length * share) - 1]
export const median = (values) => quantile(values, 0.5)

const summary = (bursts) => {
  const latencies = bursts.flatMap((one) => one.latencies)
  return {
    requests: latencies.length,
    perSecond: median(bursts.map((one) => one.perSecond)),
    p50Ms: median(latencies),
    p99Ms: quantile(latencies, 0.99),
    cpuMs: bursts.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / bursts.length,
  }
}

const ratesOf = (bursts) => bursts.map(({ perSecond }) => perSecond)

/** Compared round by round: the machine's mood changes between rounds, less within one. */
const ratio = (rates, others) => median(rates.map((rate, round) => rate / others[round]))

// A round must be short: what else the machine does comes and goes, and should meet all three alike.
const sliceMs = 80
const minRounds = 12

/** Runs the targets in turn, each round beginning with another, until `seconds` are over. @returns bursts by target */
const interleave = async (requests, load, seconds, onProgress) => {
  const targets = requests.map((request) => ({ request, bursts: [] }))
  const start = now()
  for (let round = 0; round < minRounds || now() - start < seconds * 1000; round++) {
    const order = targets.map((_, at) => targets[(at + round) % targets.length])
    for (const { request, bursts } of round % 2 ? order : order.toReversed())
      bursts.push(await burst(request, load))
    onProgress(Math.min(seconds - 1, Math.floor((now() - start) / 1000)), seconds)
  }
  onProgress(seconds, seconds)
  return targets.map(({ bursts }) => bursts)
}

/**
 * Compares the service, the floor, and the floor once more.
 * @param subject `service()` and `floor()` make one request each
 * @returns figures of both; `ratio` of requests a second, service to floor; `floorToFloor` the same of the floor to
 *   itself, which would be 1 on a quiet machine
 */
export const compare = async ({ service, floor, concurrency }, seconds, onProgress) => {
  const counts = [await calibrate(service, concurrency), await calibrate(floor, concurrency)]
  const load = { count: Math.min(...counts), concurrency }
  const [ours, theirs, again] = await interleave([service, floor, floor], load, seconds, onProgress)
  const [rates, floorRates, floorAgain] = [ours, theirs, again].map(ratesOf)
  const floorMean = floorRates.map((rate, round) => (rate + floorAgain[round]) / 2)
  return {
    rounds: ours.length,
    service: summary(ours),
    floor: summary([...theirs, ...again]),
    ratio: ratio(rates, floorMean),
    floorToFloor: ratio(floorRates, floorAgain),
  }
}
