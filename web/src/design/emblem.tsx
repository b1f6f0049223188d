import { arc, binding, disc, page, print, rays } from './emblem-paths.ts'
import './emblem.css'

/** The logo: a lamp above an open book. */
export const Emblem = () => (
  <svg class="emblem" viewBox="28 20 184 130" aria-hidden="true">
    <g class="emblem-light">
      <path d={rays} />
      <path d={arc} />
      <path d={disc} />
    </g>
    <path class="emblem-page" d={page} />
    <path d={binding} />
    <path class="emblem-print" d={print} />
  </svg>
)
