const TEM = 0x01
const SOF0 = 0xc0
const SOF1 = 0xc1
const RST0 = 0xd0
const EOI = 0xd9
const SOS = 0xda

/** The parameters of every scan of a sequential JPEG: coefficients 0 to 63, whole (ITU-T T.81, table B.3). */
const scanParameters = [0, 63, 0]

const hasNoLength = (marker: number) => marker === 0 || marker === TEM || (marker >= RST0 && marker < EOI)

/**
 * Corrects the scan parameters of a sequential JPEG in place. Cameras of some phones write others, which mean nothing
 * there. Most decoders ignore them; libjpeg warns, and the Images binding of the local runtime takes the warning for an
 * error. Files of other kinds stay as they are. One linear walk.
 * @param bytes of a JPEG that `readJpegHeader` accepts
 */
export const correctSequentialScans = (bytes: Uint8Array): void => {
  let isSequential = false
  for (let at = 2; at + 4 <= bytes.length; ) {
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff || marker === 0xff) at += 1
    else if (hasNoLength(marker)) at += 2
    else {
      const length = 256 * (bytes[at + 2] ?? 0) + (bytes[at + 3] ?? 0)
      if (marker === SOF0 || marker === SOF1) isSequential = true
      if (marker === EOI || (marker === SOS && !isSequential)) return
      const parameters = at + 2 + length - scanParameters.length
      if (marker === SOS && length === 6 + 2 * (bytes[at + 4] ?? 0) && parameters + 3 <= bytes.length)
        bytes.set(scanParameters, parameters)
      at += 2 + length
    }
  }
}
