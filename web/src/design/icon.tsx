const paths = {
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13ZM15.2 15.2 20 20',
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6 6 18',
  covers: 'M5 4h5.5v7H5zM13.5 4H19v7h-5.5zM5 13.5h5.5v7H5zM13.5 13.5H19v7h-5.5z',
  small: 'M8.5 8h7v10.5h-7z',
  medium: 'M7 6h10v14.5H7z',
  large: 'M5.5 3h13v18.5h-13z',
  sliders:
    'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.8a2.2 2.2 0 1 0 0 4.4a2.2 2.2 0 0 0 0-4.4ZM9 14.8a2.2 2.2 0 1 0 0 4.4a2.2 2.2 0 0 0 0-4.4Z',
  shelf: 'M5 4.5h3.5v13H5zM8.5 6.5H12v11H8.5zM13.6 7.3l3.2-.9 3 10.6-3.3.9zM3 20.5h18',
  person: 'M12 4.5a4 4 0 1 0 0 8a4 4 0 0 0 0-8ZM4.5 20.5c.8-3.6 3.7-5.5 7.5-5.5s6.7 1.9 7.5 5.5',
  list: 'M4 6h16M4 12h16M4 18h16',
  spines: 'M4 5h4v14H4zM8 7h3v12H8zM11 4h4v15h-4zM16.5 6.5l3-.8L22 18.3l-3 .7z',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 9a3 3 0 1 0 0 6a3 3 0 0 0 0-6Z',
  'eye-off':
    'M4 4l16 16M9.5 5.9C10.3 5.6 11.1 5.5 12 5.5 18 5.5 21.5 12 21.5 12c-.8 1.4-1.8 2.7-3.1 3.8M6 7.5C3.8 9.2 2.5 12 2.5 12S6 18.5 12 18.5c1.5 0 2.9-.4 4.1-1M9.9 10a3 3 0 0 0 4.1 4.2',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.5L20 17M15.5 8a1.2 1.2 0 1 0 0 2.4a1.2 1.2 0 0 0 0-2.4Z',
  down: 'M12 4v12M6.5 10.5 12 16l5.5-5.5M5 20h14',
  check: 'M5 12.5 10 17.5 19 7',
  camera: 'M3.5 7.5h4L9 5h6l1.5 2.5h4v12h-17zM12 9.5a4 4 0 1 0 0 8a4 4 0 0 0 0-8Z',
  barcode: 'M4 6v12M7 6v12M9.5 6v12M13 6v12M15.5 6v12M17.5 6v12M20 6v12',
  pen: 'M4.5 19.5l1-4.5L16.5 4l3.5 3.5L9 18.5zM14 6.5l3.5 3.5',
  light: 'M13 3 6 13.5h5L10.5 21 18 10h-5.5z',
  sound: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a7.5 7.5 0 0 1 0 11',
  rotate: 'M19 12a7 7 0 1 1-2.2-5.1M19.5 3.5V8H15',
  select: 'M4 4h16v16H4zM7.5 12.5 10.8 16 16.5 8.5',
  backward: 'M15 5l-7 7 7 7',
  forward: 'M9 5l7 7-7 7',
  funnel: 'M4 5h16l-6.2 7.5V19l-3.6-2v-4.5Z',
  dot: 'M12 11a1 1 0 1 0 0 2a1 1 0 0 0 0-2Z',
} as const

export type IconName = keyof typeof paths

/** They point forward or back in the text, so they are mirrored where it runs from right to left. */
const pointing: ReadonlySet<IconName> = new Set<IconName>(['backward', 'forward'])

/** Hidden from screen readers, so place it beside text or in a button with a label. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg class={pointing.has(name) ? 'icon pointing' : 'icon'} viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
)
