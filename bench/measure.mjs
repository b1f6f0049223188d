import { workerdCpuMs } from './cpu.mjs'

const now = () => performance.now()

/** Sends one request and reads the whole body. @returns milliseconds */
const timed = async (request) => {
  const start = now()
  const response = await request()
  const body = await response.arrayBuffer()
  if (!response.ok) throw new Error(`${response.status}: ${new TextDecoder().decode(body)}`)
  return now() - start
}

/** Sends `count` requests, `concurrency` at a time. */
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

/** @returns how many requests take about `sliceMs`, measured after a warm-up */
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

/** Compares round by round, because the speed of the machine changes less within a round than between rounds. */
const ratio = (rates, others) => median(rates.map((rate, round) => rate / others[round]))

// Short rounds, so that other load on the machine affects all targets alike.
const sliceMs = 80
const minRounds = 12

/** Runs the targets in turn for `seconds`; each round starts with another target. @returns bursts by target */
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
 * Compares the service with the floor, and the floor with itself.
 * @param subject `service()` and `floor()` send one request each
 * @returns figures of both; `ratio`: requests a second of the service divided by those of the floor; `floorToFloor`: the
 *   same for two runs of the floor, 1 on an idle machine
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
