const paths = {
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13ZM15.2 15.2 20 20',
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6 6 18',
  covers: 'M5 4h5.5v7H5zM13.5 4H19v7h-5.5zM5 13.5h5.5v7H5zM13.5 13.5H19v7h-5.5z',
  list: 'M4 6h16M4 12h16M4 18h16',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 9a3 3 0 1 0 0 6a3 3 0 0 0 0-6Z',
  'eye-off':
    'M4 4l16 16M9.5 5.9C10.3 5.6 11.1 5.5 12 5.5 18 5.5 21.5 12 21.5 12c-.8 1.4-1.8 2.7-3.1 3.8M6 7.5C3.8 9.2 2.5 12 2.5 12S6 18.5 12 18.5c1.5 0 2.9-.4 4.1-1M9.9 10a3 3 0 0 0 4.1 4.2',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.5L20 17M15.5 8a1.2 1.2 0 1 0 0 2.4a1.2 1.2 0 0 0 0-2.4Z',
  down: 'M12 4v12M6.5 10.5 12 16l5.5-5.5M5 20h14',
  check: 'M5 12.5 10 17.5 19 7',
  dot: 'M12 11a1 1 0 1 0 0 2a1 1 0 0 0 0-2Z',
} as const

export type IconName = keyof typeof paths

/** Hidden from screen readers, so place it beside text or in a button with a label. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
)
