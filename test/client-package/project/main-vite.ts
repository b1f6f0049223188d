import { useClient } from './use-client.js'

/** A drawing, encoded by the browser as a JPEG. */
const drawCover = async () => {
  const canvas = new OffscreenCanvas(300, 400)
  const drawing = canvas.getContext('2d')
  drawing?.fillRect(50, 50, 200, 300)
  return new File([await canvas.convertToBlob({ type: 'image/jpeg' })], 'cover.jpg')
}

const service = new URLSearchParams(location.search).get('service') ?? ''
const output = document.querySelector('output')
const report = await drawCover()
  .then((cover) => useClient(service, cover))
  .then(JSON.stringify, String)
if (output) output.textContent = report
