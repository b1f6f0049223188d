import { areaTexts } from '../i18n/texts.ts'

export const english = {
  frame: 'Frame around the cover',
  hint: 'Move the corners and sides to the edges of the cover.',
  keys: 'Arrow keys move it, with Shift farther.',
  handles: {
    nw: 'Top left corner',
    ne: 'Top right corner',
    se: 'Bottom right corner',
    sw: 'Bottom left corner',
    n: 'Top side',
    e: 'Right side',
    s: 'Bottom side',
    w: 'Left side',
  },
  position: (across: number, down: number): string => `${across} % across, ${down} % down`,
  turn: 'Turn',
  whole: 'Whole picture',
  guess: 'Find the edges',
  done: 'Crop',
}

export const cropTexts = areaTexts('crop', english)
