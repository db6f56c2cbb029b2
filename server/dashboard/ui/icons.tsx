/** Every icon: 16 px, one stroke, drawn for this dashboard. @module */

const PATHS = {
  api: 'M5 2v4M11 2v4M3.5 6h9v2.5a4.5 4.5 0 01-9 0zM8 13v2',
  application: 'M2 3h12v10H2zM2 6h12M4 4.5h.2M6 4.5h.2',
  brush: 'M13.5 2.5L7 9M7 9c-2.2 0-3.5 1.6-3.5 4.5 2.9 0 4.5-1.3 4.5-3.5z',
  chart: 'M2 14h12M4 11V8M8 11V5M12 11V2',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  chevron: 'M4.5 6.5L8 10l3.5-3.5',
  clock: 'M8 14A6 6 0 108 2a6 6 0 000 12zM8 5v3l2 2',
  close: 'M4 4l8 8M12 4l-8 8',
  copy: 'M6 6h7v7H6zM10 6V3H3v7h3',
  database: 'M3 4c0-2 10-2 10 0v8c0 2-10 2-10 0zM3 4c0 2 10 2 10 0M3 8c0 2 10 2 10 0',
  document: 'M3 2h7l3 3v9H3zM10 2v3h3',
  help: 'M8 14A6 6 0 108 2a6 6 0 000 12zM6 6.5a2 2 0 113 1.7c-.7.5-1 .8-1 1.3M8 11.4v.2',
  info: 'M8 14A6 6 0 108 2a6 6 0 000 12zM8 7.5V11M8 5v.2',
  key: 'M10 9a4 4 0 10-3.5-2L2 11.5V14h2.5V12H6v-1.5h1.5z',
  list: 'M5.5 4H14M5.5 8H14M5.5 12H14M2 4h.6M2 8h.6M2 12h.6',
  menu: 'M2 4h12M2 8h12M2 12h12',
  more: 'M2.7 8h.8M7.6 8h.8M12.5 8h.8',
  offline:
    'M2 2l12 12M4.5 8.5a5 5 0 012-1.3M9.5 7.2a5 5 0 012 1.3M1.5 5.8a9 9 0 012.6-1.7M7 3.1a9 9 0 017.5 2.7M8 12h.01',
  person: 'M8 8a3 3 0 100-6 3 3 0 000 6zM2.5 14c0-5 11-5 11 0',
  play: 'M5 3l8 5-8 5z',
  plus: 'M8 3v10M3 8h10',
  problem: 'M8 2l6.5 12h-13zM8 6.5V10M8 11.8v.2',
  settings: 'M2 4.5h6M11 4.5h3M9.5 3v3M2 11.5h3M8 11.5h6M6.5 10v3',
  search: 'M7 12A5 5 0 107 2a5 5 0 000 10zM10.7 10.7L14 14',
  users: 'M6 8a3 3 0 100-6 3 3 0 000 6zM1 14c0-5 10-5 10 0M11 3a2.5 2.5 0 010 5M12 10c2 .3 3 1.6 3 4',
} as const

/** A name in the set. */
export type IconName = keyof typeof PATHS

/** Decoration only: a text beside the icon has the same meaning. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}

/** The logo: the ferry on its blue square. */
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6" fill="#1d5bd6" />
      <path d="M4.5 13.5h15l-2 4.5h-11zM8 13.5V9.5h8v4M11 9.5V6.5h2.5v3" fill="#fff" />
    </svg>
  )
}
