export const unsupported = { kind: 'unsupported' }
export const invalid = { kind: 'invalid' }
export const image = (format: string, width: number, height: number, frames = 1) => ({
  kind: 'image',
  format,
  width,
  height,
  frames,
})
