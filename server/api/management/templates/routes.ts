/** Templates of action scripts: the routes. @module */
import type { Route } from '../../route/spec.ts'
import { getTemplate } from './get-template.ts'
import { listTemplates } from './list-templates.ts'
import { renameTemplate } from './rename-template.ts'

/** In the order of the API's description. */
export const TEMPLATE_ROUTES: readonly Route[] = [listTemplates, getTemplate, renameTemplate]
