/** Exports for worker processes that parse scripts. The server's own process never imports them. @module */
export type { GivenNames } from './rename/names-given.ts'
export type { RenameResult } from './rename/rename-template.ts'
export { renameTemplate } from './rename/rename-template.ts'
export type { Template } from './template.ts'
