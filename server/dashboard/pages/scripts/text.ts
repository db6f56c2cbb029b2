/** Texts of the bar above a connection’s scripts. @module */

/** Grouped by the part of the page that shows them. */
export const scriptsText = {
  templates: {
    open: 'Templates',
    used: (name: string) => `The editor has the scripts of ${name}. They are not saved yet.`,
  },
  configuration: {
    open: (count: number) => `Configuration (${count})`,
  },
} as const
