/** Templates of action scripts: everything that other parts of Ferry may import. @module */
export { templates } from './list.ts'
export type { GivenNames } from './rename/names-given.ts'
export type { RenameResult } from './rename/rename-template.ts'
export type { Template, TemplateScript } from './template.ts'
export { TEMPLATE_SCRIPTS } from './template.ts'
export { whatCanChange } from './what-can-change.ts'
