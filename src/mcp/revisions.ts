/** The revision in which each request says its revision itself. */
export const modern = '2026-07-28'

/** The revisions that begin with `initialize`, the latest first. Those before had batches. */
const legacy = ['2025-11-25', '2025-06-18'] as const

export const supported: readonly string[] = [modern, ...legacy]

/** @returns the revision that an `initialize` gets: its own if it is supported */
export const negotiated = (asked: unknown): string => legacy.find((one) => one === asked) ?? legacy[0]
