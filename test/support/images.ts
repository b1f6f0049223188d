import { env } from 'cloudflare:workers'

// Each test file evaluates this module again, but a worker keeps the binding that it has replaced.
const itself = Symbol.for('the binding of Images itself')

const encodings = new Map<string, Promise<ArrayBuffer>>()

const resultOf = (file: ArrayBuffer, type: string): ImageTransformationResult => ({
  response: () => new Response(file, { headers: { 'Content-Type': type } }),
  contentType: () => type,
  image: () => new Blob([file]).stream(),
})

/** Images, but the same encoding of the same picture is made once in a worker. */
class RememberingTransformer implements ImageTransformer {
  readonly #images: ImagesBinding
  readonly #picture: Promise<ArrayBuffer>
  readonly #transforms: ImageTransform[]

  constructor(images: ImagesBinding, picture: Promise<ArrayBuffer>, transforms: ImageTransform[] = []) {
    this.#images = images
    this.#picture = picture
    this.#transforms = transforms
  }

  transform(transform: ImageTransform) {
    return new RememberingTransformer(this.#images, this.#picture, [...this.#transforms, transform])
  }

  draw(): never {
    throw new Error('The service draws nothing')
  }

  async output(options: ImageOutputOptions) {
    const picture = await this.#picture
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', picture)).toHex()
    const name = JSON.stringify([digest, this.#transforms, options])
    const encoding = encodings.get(name) ?? this.#encode(picture, options)
    encodings.set(name, encoding)
    try {
      return resultOf(await encoding, options.format)
    } catch (cause) {
      encodings.delete(name)
      throw cause
    }
  }

  async #encode(picture: ArrayBuffer, options: ImageOutputOptions) {
    const input = this.#images.input(new Blob([picture]).stream())
    const transformed = this.#transforms.reduce((image, transform) => image.transform(transform), input)
    return new Response((await transformed.output(options)).image()).arrayBuffer()
  }
}

const remembering = (images: ImagesBinding): ImagesBinding =>
  new Proxy(images, {
    has: (target, name) => name === itself || Reflect.has(target, name),
    get: (target, name) => {
      if (name === itself) return target
      if (name === 'input')
        return (stream: ReadableStream<Uint8Array>) =>
          new RememberingTransformer(target, new Response(stream).arrayBuffer())
      const member: unknown = Reflect.get(target, name)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })

const isReplaced = () => Reflect.has(env.IMAGES, itself)
const replace = (value: ImagesBinding) =>
  Object.defineProperty(env, 'IMAGES', { value, configurable: true, enumerable: true })

/** A cover costs 20 ms of CPU, most of it in another process, and the tests add 1,200 books with the same one. */
export const rememberEncodings = (): void => {
  if (!isReplaced()) replace(remembering(env.IMAGES))
}

/** For tests of the binding itself. The next test file starts with remembered encodings again. */
export const encodeEachTime = (): void => {
  if (isReplaced()) replace(Reflect.get(env.IMAGES, itself))
}
