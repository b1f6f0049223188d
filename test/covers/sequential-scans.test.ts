import { beforeAll, describe, expect, it } from 'vitest'
import { correctSequentialScans } from '../../src/covers/sequential-scans.ts'
import { api, dataOf, type Session } from '../support/client.ts'
import { bookForm, fixture, signedIn } from '../support/makers.ts'

/** The scan header of test/fixtures/camera.jpg, up to its parameters. */
const scanStart = [0xff, 0xda, 0, 12, 3, 1, 0, 2, 17, 3, 17]

const photo = async () => new Uint8Array(await (await fixture('camera.jpg')).arrayBuffer())
const parametersAt = (bytes: Uint8Array) =>
  bytes.findIndex((_, at) => scanStart.every((byte, index) => bytes[at + index] === byte)) + scanStart.length

const withParameters = async (parameters: number[]) => {
  const bytes = await photo()
  bytes.set(parameters, parametersAt(bytes))
  return bytes
}

let as: Session
beforeAll(async () => {
  as = await signedIn()
})

const coverOf = async (bytes: Uint8Array<ArrayBuffer>) => {
  const body = await bookForm({ cover_image: new File([bytes], 'photo.jpg') })
  const response = await api.post('/books', { as, body })
  expect(response.status).toBe(201)
  const { image_url } = await dataOf(response)
  return (await api.get(new URL(image_url).pathname)).bytes()
}

describe('a sequential JPEG with odd scan parameters, as some phones write it', () => {
  it.each([[[0, 0, 0]], [[0, 62, 0]], [[1, 63, 0]], [[0, 63, 1]], [[0, 63, 0x10]], [[255, 255, 255]]])(
    'is the same cover as with the usual ones: %j',
    async (parameters) => {
      expect(await coverOf(await withParameters(parameters))).toEqual(await coverOf(await photo()))
    },
  )
})

describe('correctSequentialScans', () => {
  it('changes nothing but the parameters', async () => {
    const [bytes, usual] = [await withParameters([9, 9, 9]), await photo()]
    correctSequentialScans(bytes)
    expect(bytes).toEqual(usual)
  })

  const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 9, 9, 9]
  const frame = (marker: number) => [0xff, 0xd8, 0xff, marker, 0, 2]

  it('corrects every scan, and stops at the end of the image', () => {
    const data = [1, 0xff, 0, 2, 0xff, 0xd0, 3]
    const bytes = Uint8Array.from([...frame(0xc1), ...scan, ...data, ...scan, ...data, 0xff, 0xd9, ...scan])
    const corrected = [...scan.slice(0, -3), 0, 63, 0]
    correctSequentialScans(bytes)
    expect([...bytes]).toEqual([
      ...frame(0xc1),
      ...corrected,
      ...data,
      ...corrected,
      ...data,
      0xff,
      0xd9,
      ...scan,
    ])
  })

  it.each([
    ['of a progressive JPEG', [...frame(0xc2), ...scan]],
    ['before a frame', [0xff, 0xd8, ...scan]],
    ['with another length', [...frame(0xc0), 0xff, 0xda, 0, 9, 1, 1, 0, 9, 9, 9, 9]],
    ['that is cut off', [...frame(0xc0), ...scan.slice(0, -1)]],
    ['that is cut off after its length', [...frame(0xc0), ...scan.slice(0, 4)]],
  ])('leaves a scan %s', (_, file) => {
    const bytes = Uint8Array.from(file)
    correctSequentialScans(bytes)
    expect([...bytes]).toEqual(file)
  })

  it.each([0xff, 0xda, 0xc0, 0])('ends for a file of the byte %d alone', (byte) => {
    expect(() => correctSequentialScans(new Uint8Array(100_000).fill(byte))).not.toThrow()
  })
})
