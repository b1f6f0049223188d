/** Things that one dialog gives to the next, whose address cannot hold them. */
export interface HandedOver {
  photo?: File
  isbn?: string
  /** The reader came from the list of scanned books, and returns to it. */
  isFromScan?: boolean
}

let handedOver: HandedOver = {}

export const handOver = (things: HandedOver): void => {
  handedOver = things
}

/** @returns what was handed over, once: a later visit to the same address begins without it */
export const takeHandedOver = (): HandedOver => {
  const things = handedOver
  handedOver = {}
  return things
}
