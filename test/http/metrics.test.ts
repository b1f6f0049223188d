import { expect, it } from 'vitest'
import { request } from '../support/client.ts'
import { bookForm, signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'

/** A dataset of Analytics Engine that keeps its points. */
const dataset = () => {
  const points: AnalyticsEngineDataPoint[] = []
  return { points, METRICS: { writeDataPoint: (point = {}) => void points.push(point) } }
}

it('each request is one data point: route, error, status, times, rows', async () => {
  const { points, METRICS } = dataset()
  const as = await signedIn()
  await fetchWith({ METRICS }, request('POST', '/books', { as, body: await bookForm() }))
  await fetchWith({ METRICS }, request('GET', '/books/nothing?token=secret', { as }))
  const [created, failed] = points
  expect(created?.indexes).toEqual(['POST /books'])
  expect(created?.blobs).toEqual(['POST', '/books', ''])
  expect(created?.doubles).toEqual([
    201,
    expect.any(Number),
    2,
    expect.any(Number),
    expect.any(Number),
    expect.any(Number),
  ])
  expect(failed?.blobs).toEqual(['GET', '/books/:id', 'invalid_query'])
  expect(points).toHaveLength(2)
})

it('a data point names no reader', async () => {
  const { points, METRICS } = dataset()
  const { user, ...as } = await signedIn()
  await fetchWith({ METRICS }, request('GET', '/users', { as }))
  expect(points).toHaveLength(1)
  expect(JSON.stringify(points)).not.toContain(user.id)
})

it('a service that is not configured has a data point as well', async () => {
  const { points, METRICS } = dataset()
  await fetchWith({ METRICS, PUBLIC_URL: '' }, request('GET', '/health'))
  expect(points[0]?.blobs?.[2]).toBe('misconfigured')
})
