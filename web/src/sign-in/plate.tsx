import type { ComponentChildren } from 'preact'
import { Emblem } from '../design/emblem.tsx'
import { signInTexts } from './texts.ts'
import './plate.css'

/** The frame around the sign-in form and the sign-up form. */
export const Plate = ({ children }: { children: ComponentChildren }) => (
  <div class="plate-page">
    <div class="plate">
      <div class="plate-head">
        <Emblem />
        <p class="small-caps">{signInTexts.value.exLibris}</p>
      </div>
      {children}
    </div>
  </div>
)
