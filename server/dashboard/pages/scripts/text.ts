/** What the page of a connection's scripts says. @module */

/** By place. */
export const scriptsText = {
  templates: {
    open: 'Templates',
    used: (name: string) => `The scripts of ${name} are here, unsaved.`,
  },
  configuration: {
    open: (count: number) => `Configuration (${count})`,
  },
} as const
