import type { EmailTemplateStore } from '../contract.ts'
import type { PartContext } from './part.ts'

/** @see EmailTemplateStore */
export function emailTemplatePart({ engine, now }: PartContext): EmailTemplateStore {
  return {
    findEmailTemplate: (tenant_id, name) => engine.point('findEmailTemplate', tenant_id, name),
    saveEmailTemplate: (tenant_id, name, template) =>
      engine.write('saveEmailTemplate', tenant_id, name, template, now()),
  }
}
