/** What a process for work on text imports of this folder: it parses scripts, which the server's own never does. @module */
export type { GivenNames } from './rename/names-given.ts'
export type { RenameResult } from './rename/rename-template.ts'
export { renameTemplate } from './rename/rename-template.ts'
export type { Template } from './template.ts'
