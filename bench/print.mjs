const noise = 0.05

/** Whether two runs of the floor differ so much that the result of the operation means nothing. */
export const isInconclusive = ({ floorToFloor }) => Math.abs(floorToFloor - 1) > noise

export const ms = (value) => `${value.toFixed(value < 10 ? 2 : 0)} ms`

const line = (name, { perSecond, p50Ms, p99Ms, cpuMs, requests }) =>
  `    ${name.padEnd(8)}${perSecond.toFixed(1).padStart(8)} req/s   p50 ${ms(p50Ms).padStart(8)}   ` +
  `p99 ${ms(p99Ms).padStart(8)}   CPU ${ms(cpuMs).padStart(8)}   (${requests} requests)`

/** The login is compared by time, all other operations by rate. */
export const compared = ({ operation, ratio }) =>
  operation === 'login'
    ? { value: (1 / ratio).toFixed(3), unit: 'of the time of the hash alone' }
    : { value: ratio.toFixed(3), unit: "of the floor's requests a second" }

export const printOperation = (result) => {
  const { operation, concurrency, service, floor, floorToFloor, d1 } = result
  const { value, unit } = compared(result)
  const verdict = isInconclusive(result) ? 'INCONCLUSIVE, ' : ''
  console.log(
    `  ${operation}, ${concurrency} at a time: ${value} ${unit} (${verdict}floor to itself ${floorToFloor.toFixed(3)})`,
  )
  console.log(line('service', service))
  console.log(line('floor', floor))
  console.log(
    `    CPU ${(service.cpuMs / floor.cpuMs).toFixed(2)} times the floor's; D1: ${d1.trips} round trips, ` +
      `${d1.statements} statements, ${d1.rowsRead} rows read, ${d1.rowsWritten} written`,
  )
}

export const printPlace = ({ place, bundle, start }) => {
  console.log(`${place.cores} cores, load ${place.load.toFixed(1)}, Node ${place.node}`)
  console.log(`Bundle: ${bundle.kib} KiB, ${bundle.gzipKib} KiB gzipped`)
  console.log(`Start-up: ${ms(start.activeMs)} of CPU in a new isolate, the median of ${start.tries}`)
}
