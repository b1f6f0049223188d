import type { ComponentChildren } from 'preact'
import { Emblem } from '../design/emblem.tsx'
import './plate.css'

/** The engraved plate that the doors of the library look like. */
export const Plate = ({ children }: { children: ComponentChildren }) => (
  <div class="plate-page">
    <div class="door">
      <div class="door-head">
        <Emblem />
        <p class="small-caps">Ex libris</p>
      </div>
      {children}
    </div>
  </div>
)
