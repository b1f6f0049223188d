const quarters = ['', '¼', '½', '¾']

/** @returns stars for text: `★★★★½` @param rating from 0.25 to 5, in quarters */
export const starsText = (rating: number): string =>
  '★'.repeat(Math.floor(rating)) + quarters[Math.round((rating % 1) * 4) % 4]
