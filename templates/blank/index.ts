/** The template blank. @module */
import type { Template } from '../template.ts'
import { readScripts } from '../template.ts'

/** Blank. */
export const blank: Template = {
  id: 'blank',
  name: 'Blank',
  description:
    'Every script with its arguments and the ways to end it.\n' + 'For a store that no other template fits.',
  database: 'Any',
  configuration: [],
  scripts: readScripts(import.meta.dirname),
}
