/** The largest upload, in bytes. */
export const maxCoverBytes = 10_000_000
/** The longest side of an upload, in pixels. */
export const maxUploadSide = 12_000
/** The most pixels of an upload, all frames of an animation together. */
export const maxUploadPixels = 50_000_000
/** The longest side of a stored cover, in pixels. */
export const maxCoverSide = 1200
/** The longest side of the stored cover for shelves, in pixels. It is sharp on a phone, with a quarter of the bytes. */
export const maxShelfSide = 480
/** The longest side of a stored thumbnail, in pixels. */
export const maxThumbnailSide = 150
/** An upload that takes longer than this, in milliseconds, never reaches its book. */
export const uploadTtlMs = 60 * 60 * 1000
/** A file that no row names is found after this time, in milliseconds. R2 may complete a write long after its request. */
export const orphanMinAgeMs = 24 * 60 * 60 * 1000
/** A file that was found is deleted after this time, in milliseconds. A restore may bring back a row that names it. */
export const orphanGraceMs = 24 * 60 * 60 * 1000
