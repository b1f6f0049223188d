import { env } from 'cloudflare:workers'

/** Whether this is `npm run test:long`. */
export const isLong = (env as { TEST_LONG?: string }).TEST_LONG === 'on'

/** The size of a search for counterexamples: `usual` in `npm test`, `long` in `npm run test:long`. */
export const repetitions = (usual: number, long: number): number => (isLong ? long : usual)
