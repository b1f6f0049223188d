import { env } from 'cloudflare:workers'
import { openDatabase } from '../../src/db/client.ts'
import { maintain } from '../../src/maintenance.ts'
import { asSession } from '../support/session.ts'

/** A binding with some of its methods replaced. */
export const overriding = <T extends object>(binding: T, methods: Partial<T>): T =>
  new Proxy(
    binding,
    asSession((target, name) => {
      const member = Reflect.get(name in methods ? methods : target, name)
      return typeof member === 'function' ? member.bind(target) : member
    }),
  )

type Batch = () => Promise<D1Result[]>

/** D1 that calls `instead` for the `nth` batch. The other batches run. */
export const atBatch = (nth: number, instead: (run: Batch) => Promise<D1Result[]>): D1Database => {
  let trips = 0
  const batch = (statements: D1PreparedStatement[]) => {
    const run = () => env.DB.batch(statements)
    return ++trips === nth ? instead(run) : run()
  }
  return overriding(env.DB, { batch: batch as D1Database['batch'] })
}

/** A batch that does not reach D1. */
export const lost = (): Promise<never> => Promise.reject(new Error('D1_ERROR: Network connection lost.'))

/** A batch that D1 commits, and whose response is lost. */
export const unanswered = async (run: Batch): Promise<never> => {
  await run()
  return lost()
}

/** A batch before which something else happens. */
export const meanwhile = (event: () => Promise<unknown>) => async (run: Batch) => {
  await event()
  return run()
}

/** R2 whose `nth` write fails. */
export const failingPut = (nth: number): R2Bucket => {
  let puts = 0
  const put = (...args: Parameters<R2Bucket['put']>) =>
    ++puts === nth ? Promise.reject(new Error('put: Unspecified error (0)')) : env.COVERS.put(...args)
  return overriding(env.COVERS, { put: put as R2Bucket['put'] })
}

/** Images whose output for every `input` is that of `makeOutput`. */
const imagesWithOutput = (
  makeOutput: (input: ReadableStream<Uint8Array>) => Promise<ImageTransformationResult>,
): ImagesBinding =>
  overriding(env.IMAGES, {
    input: (input) => {
      const transformer = { transform: () => transformer, output: () => makeOutput(input) }
      return transformer as unknown as ImageTransformer
    },
  })

/** Images that fail with an error as the real ones have it. */
export const imagesFailing = (code?: number): ImagesBinding =>
  imagesWithOutput(() =>
    Promise.reject(Object.assign(new Error('IMAGES_TRANSFORM_ERROR'), code !== undefined && { code })),
  )

/** Images that return their input, as the real ones do where transformations are off. */
export const unchangingImages = (): ImagesBinding =>
  imagesWithOutput(async (input) => ({
    image: () => input,
    response: () => new Response(input),
    contentType: () => 'image/webp',
  }))

/** The real Images binding. `onOutput` receives the options of each output. */
export const recordingImages = (onOutput: (options: ImageOutputOptions) => void): ImagesBinding => {
  const recording = (transformer: ImageTransformer): ImageTransformer =>
    overriding(transformer, {
      transform: (transform) => recording(transformer.transform(transform)),
      output: (options) => {
        onOutput(options)
        return transformer.output(options)
      },
    })
  return overriding(env.IMAGES, { input: (stream) => recording(env.IMAGES.input(stream)) })
}

/** Does the work of the cron trigger, at a time when every upload in progress has expired. */
export const maintainLater = (): Promise<void> =>
  maintain(openDatabase(env.DB), env.COVERS, new Date(Date.now() + 2 * 60 * 60 * 1000))
