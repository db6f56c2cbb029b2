/** What of a template can be fitted to a store, in words. @module */
import type { TemplateStore } from './store.ts'

/** @returns a sentence or two: which names can be changed, and which columns be left out */
export function whatCanChange({ store }: { store?: TemplateStore }): string {
  if (!store) return 'The scripts read no table, so there is nothing to rename or to leave out.'
  if (store.dialect === 'ldap') {
    return 'The attributes are those of the directory’s schema. If yours has others, change them in the scripts.'
  }
  const things = store.dialect === 'mongodb' ? 'The collection and its fields' : 'Tables and columns'
  const names = store.tables.flatMap(({ columns }) =>
    columns.filter(({ without }) => without !== undefined).map(({ name }) => name),
  )
  const [last, ...others] = names.toReversed()
  if (last === undefined) {
    return `${things} can have other names. None can be left out: the application that made them needs them all.`
  }
  const list = others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`
  return `${things} can have other names. Your store may lack ${list}.`
}
